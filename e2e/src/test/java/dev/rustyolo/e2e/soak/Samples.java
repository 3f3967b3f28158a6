package dev.rustyolo.e2e.soak;

import java.util.List;

/**
 * What {@code e2e/lab/sampler.py} wrote.
 *
 * @param lines of CSV, the first with the columns' names
 */
record Samples(List<String> lines) {
    Samples {
        lines = List.copyOf(lines);
    }

    /** Returns the medians of a column's first and last third. */
    Change change(String column) {
        List<Long> values = values(column);
        int third = values.size() / 3;
        return new Change(
                column, median(values.subList(0, third)), median(values.subList(values.size() - third, values.size())));
    }

    private List<Long> values(String column) {
        int at = List.of(lines.getFirst().split(",", -1)).indexOf(column);
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[at])
                .filter(value -> !value.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /**
     * How a column moved.
     *
     * @param column which
     * @param first the median of its first third
     * @param last the median of its last third
     */
    record Change(String column, long first, long last) {
        /** Is the end no more than a quarter over the beginning, and what little it may always be? */
        boolean isFlat(long slack) {
            return last <= first + first / 4 + slack;
        }

        @Override
        public String toString() {
            return column + " " + first + " → " + last;
        }
    }
}

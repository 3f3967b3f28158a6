package dev.rustyolo.e2e.soak;

import java.util.List;

/**
 * What {@code e2e/lab/sampler.py} wrote.
 *
 * @param lines of CSV, the first with the columns' names
 */
record Samples(List<String> lines) {
    private static final long SECONDS_OF_A_MINUTE = 60;

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

    /**
     * How much a column grew in a minute, over the last half: from the least of its first part to the least of its second.
     * A heap goes up and down with its collections, and what it can't give back is what it has at the bottom.
     */
    Growth growth(String column) {
        List<Long> values = values(column);
        List<Long> seconds = values("seconds");
        int half = values.size() / 2;
        int quarter = half / 2;
        long before = least(values.subList(half, half + quarter));
        long after = least(values.subList(half + quarter, values.size()));
        long apart = (seconds.getLast() - seconds.get(half)) / 2;
        return new Growth(column, before, after, (after - before) * SECONDS_OF_A_MINUTE / Math.max(1, apart));
    }

    private static long least(List<Long> values) {
        return values.stream().min(Long::compare).orElseThrow();
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

    /**
     * How a column grew.
     *
     * @param column which
     * @param before the least of the third quarter
     * @param after the least of the last quarter
     * @param perMinute the difference, for a minute
     */
    record Growth(String column, long before, long after, long perMinute) {
        /** Less than this can't be told from what a process touches now and then; a leak is more in a longer soak. */
        private static final long NOISE = 1024;

        boolean isFlat(long limit) {
            return perMinute <= limit || after - before <= NOISE;
        }

        @Override
        public String toString() {
            return column + " " + before + " → " + after + ", " + perMinute + " a minute";
        }
    }
}

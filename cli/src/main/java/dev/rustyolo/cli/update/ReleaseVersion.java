package dev.rustyolo.cli.update;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version by semantic versioning 2.0.0, without build metadata: {@code 1.10.0} comes after {@code 1.9.0}, and
 * {@code 1.10.0-rc.1} before {@code 1.10.0}.
 *
 * @param numbers major, minor and patch
 * @param pre the pre-release's identifiers; none for a release
 */
public record ReleaseVersion(List<Integer> numbers, List<String> pre) implements Comparable<ReleaseVersion> {
    private static final int PARTS = 3;
    private static final int LONGEST = 64;
    private static final int DIGITS = 9;

    /** Copies the lists. */
    public ReleaseVersion {
        numbers = List.copyOf(numbers);
        pre = List.copyOf(pre);
    }

    /** Reads one, without a {@code v} before it; nothing when it is anything else. */
    public static Optional<ReleaseVersion> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int dash = text.indexOf('-');
        List<String> numbers = Arrays.asList((dash < 0 ? text : text.substring(0, dash)).split("\\.", -1));
        List<String> pre =
                dash < 0 ? List.of() : Arrays.asList(text.substring(dash + 1).split("\\.", -1));
        if (numbers.size() != PARTS
                || !numbers.stream().allMatch(ReleaseVersion::isNumber)
                || !pre.stream().allMatch(ReleaseVersion::isIdentifier)) {
            return Optional.empty();
        }
        return Optional.of(
                new ReleaseVersion(numbers.stream().map(Integer::valueOf).toList(), pre));
    }

    /** Is it a release before another? */
    public boolean isBefore(ReleaseVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        for (int i = 0; i < PARTS; i++) {
            int order = Integer.compare(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (pre.isEmpty() || other.pre.isEmpty()) {
            return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
        }
        for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
            int order = IDENTIFIERS.compare(pre.get(i), other.pre.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pre.size(), other.pre.size());
    }

    /** Numbers by their value and before words, words as ASCII has them. */
    private static final Comparator<String> IDENTIFIERS = (one, other) -> {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? -1 : 1;
        }
        return number ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other)) : one.compareTo(other);
    };

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static boolean isIdentifier(String text) {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits
                ? isNumber(text)
                : text.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-');
    }

    @Override
    public String toString() {
        String text = numbers.get(0) + "." + numbers.get(1) + "." + numbers.get(2);
        return pre.isEmpty() ? text : text + "-" + String.join(".", pre);
    }
}

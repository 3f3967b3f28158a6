package dev.rustyolo.cli.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes points in time as RFC 3339 has them, in UTC. By hand: the library's formatter takes longer to load than a line. */
final class Timestamp {
    private static final int MILLION = 1_000_000;

    private Timestamp() {}

    /** To the millisecond: {@code 2026-01-31T12:34:56.789Z}. */
    static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        date(text, time, "-").append('T');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2).append('.');
        return digits(text, time.getNano() / MILLION, 3).append('Z').toString();
    }

    /** To the second, for the name of a file: {@code 20260131T123456Z}. */
    static String forName(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(16);
        date(text, time, "").append('T');
        digits(text, time.getHour(), 2);
        digits(text, time.getMinute(), 2);
        return digits(text, time.getSecond(), 2).append('Z').toString();
    }

    private static StringBuilder date(StringBuilder text, LocalDateTime time, String separator) {
        digits(text, time.getYear(), 4).append(separator);
        digits(text, time.getMonthValue(), 2).append(separator);
        return digits(text, time.getDayOfMonth(), 2);
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}

package dev.rustyolo.cli.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The line, split: our options, and the rest.
 *
 * @param options the values of each option given, in order; a flag has one empty value
 * @param rest what stands behind them
 */
record ParsedLine(Map<SessionOption, List<String>> options, Rest rest) {
    /** Copies the map. */
    ParsedLine {
        EnumMap<SessionOption, List<String>> copy = new EnumMap<>(SessionOption.class);
        copy.putAll(options);
        options = copy;
    }

    boolean has(SessionOption option) {
        return options.containsKey(option);
    }

    /** All values, none when the option isn't given. */
    List<String> values(SessionOption option) {
        return options.getOrDefault(option, List.of());
    }

    /** The one value, or the empty string when the option isn't given. */
    String value(SessionOption option) {
        List<String> values = values(option);
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "ParsedLine[" + options.keySet() + "]";
    }
}

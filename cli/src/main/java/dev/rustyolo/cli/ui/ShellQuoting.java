package dev.rustyolo.cli.ui;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes an argument list as a line that a shell reads back as exactly that list. For showing, never for running.
 * Control characters come out in the {@code $'...'} form of POSIX.1-2024, so that the line is harmless on a terminal.
 */
public final class ShellQuoting {
    private static final String PLAIN = "_-./:=,@%+";

    private ShellQuoting() {}

    /** The whole command. */
    public static String command(List<String> arguments) {
        StringBuilder line = new StringBuilder();
        for (String argument : arguments) {
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(quote(argument));
        }
        return line.toString();
    }

    /** One argument, quoted only when it needs to be. */
    public static String quote(String argument) {
        if (argument.isEmpty()) {
            return "''";
        }
        if (!Escaper.line(argument).equals(argument)) {
            return dollarQuote(argument);
        }
        for (int i = 0; i < argument.length(); i++) {
            if (!isPlain(argument.charAt(i))) {
                return "'" + argument.replace("'", "'\\''") + "'";
            }
        }
        return argument;
    }

    private static String dollarQuote(String argument) {
        StringBuilder quoted = new StringBuilder("$'");
        for (byte b : argument.getBytes(StandardCharsets.UTF_8)) {
            int value = b & 0xff;
            if (value < 0x20 || value >= 0x7f) {
                quoted.append('\\')
                        .append((char) ('0' + (value >> 6)))
                        .append((char) ('0' + ((value >> 3) & 7)))
                        .append((char) ('0' + (value & 7)));
            } else if (value == '\'' || value == '\\') {
                quoted.append('\\').append((char) value);
            } else {
                quoted.append((char) value);
            }
        }
        return quoted.append('\'').toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}

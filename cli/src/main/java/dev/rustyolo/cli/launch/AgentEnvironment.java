package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Text;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment of what runs in the sandbox, built from nothing. Values the person gave are never shown. */
final class AgentEnvironment {
    private static final List<String> INHERITED = List.of("TERM", "COLORTERM", "NO_COLOR", "TZ");
    private static final int LONGEST_INHERITED = 64;
    /** Engines read the file line by line and give up on one of 64 KiB. */
    private static final int LONGEST_BYTES = 60_000;

    private static final char UNREADABLE = '\uFFFD';

    private enum Kind {
        OURS,
        GIVEN,
        /** Not ours to tell the engine. */
        SECRET
    }

    private record Value(String text, Kind kind) {}

    private final Map<String, Value> values = new LinkedHashMap<>();

    /** Starts with what every sandbox gets. */
    AgentEnvironment(Host host) {
        set("HOME", "/home/agent");
        set("USER", "agent");
        set("LANG", "C.UTF-8");
        for (String name : INHERITED) {
            String value = host.variable(name);
            if (isHarmless(value)) {
                set(name, value);
            }
        }
    }

    /** Sets a variable of ours. */
    void set(String name, String value) {
        values.put(name, new Value(value, Kind.OURS));
    }

    /**
     * Sets a variable of the person's, over any of ours.
     *
     * @param typed {@code NAME=VALUE}, or {@code NAME} for the value it has on the host
     */
    void add(String typed, Host host) {
        check(typed);
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        if (equals < 0 && !host.environment().containsKey(name)) {
            throw CliException.usage(
                    "there is no variable " + Text.quote(name) + " on the host to pass on",
                    "set it, or write -e NAME=VALUE");
        }
        String value = equals < 0 ? host.variable(name) : typed.substring(equals + 1);
        if (equals < 0 && value.indexOf(UNREADABLE) >= 0) {
            throw CliException.usage(
                    "the value that the variable " + Text.quote(name) + " has on the host isn't valid UTF-8",
                    "put it into a file and mount that with -v, or encode it, for example with base64");
        }
        requireOneLine(name, value);
        values.put(name, new Value(value, Kind.GIVEN));
    }

    /**
     * Makes room for a variable whose value comes another way.
     *
     * @throws CliException when the person gave it already
     */
    void addSecret(String name) {
        if (values.getOrDefault(name, new Value("", Kind.OURS)).kind() != Kind.OURS) {
            throw CliException.usage(
                    "the variable " + Text.quote(name) + " is given twice, and once with --secret",
                    "leave one of them out");
        }
        values.put(name, new Value("", Kind.SECRET));
    }

    /** Judges what can be judged without the host: the name, and the value when there is one. */
    static void check(String typed) {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        if (!isName(name)) {
            throw CliException.usage(
                    "can't set the variable " + Text.quote(name)
                            + ": names are letters, digits and underscores, and don't begin with a digit",
                    "write -e NAME=VALUE, or -e NAME to pass on the host's value");
        }
        if (equals >= 0) {
            requireOneLine(name, typed.substring(equals + 1));
        }
    }

    boolean contains(String name) {
        return values.containsKey(name);
    }

    /** The lines of an environment file; holds the values. */
    String fileContent() {
        StringBuilder content = new StringBuilder();
        values.forEach((name, value) -> {
            if (value.kind() != Kind.SECRET) {
                content.append(name).append('=').append(value.text()).append('\n');
            }
        });
        return content.toString();
    }

    /** The same for showing: the person's values are masked. */
    List<String> masked() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (entry.getValue().kind() == Kind.OURS
                                ? entry.getValue().text()
                                : "***"))
                .toList();
    }

    @Override
    public String toString() {
        return masked().toString();
    }

    static void requireOneLine(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i)) && value.charAt(i) != '\t') {
                throw CliException.usage(
                        "the value of the variable " + Text.quote(name)
                                + " has a control character or more than one line",
                        "put it into a file and mount that with -v, or encode it, for example with base64");
            }
        }
        if (name.length() + value.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw CliException.usage(
                    "the variable " + Text.quote(name) + " takes more than " + LONGEST_BYTES + " bytes",
                    "put its value into a file and mount that with -v");
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isHarmless(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "_-+./:,<>".indexOf(c) < 0) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST_INHERITED;
    }
}

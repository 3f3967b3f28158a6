package dev.rustyolo.cli.command;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.ui.ShellQuoting;
import dev.rustyolo.cli.ui.Suggestions;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Splits the line. Our options end at the first word that isn't one, and at {@code --}; everything behind is left as it
 * is, whatever it looks like. A launch goes through here only, and needs no more of a command-line library.
 */
final class ArgumentScanner {
    private final List<String> arguments;
    private final Map<SessionOption, List<String>> options = new EnumMap<>(SessionOption.class);
    private final List<SessionOption> before = new ArrayList<>();
    private int position;

    private ArgumentScanner(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Splits a line.
     *
     * @param arguments as the operating system passed them
     * @throws CliException when an option isn't ours, lacks its value, has one that it doesn't take, or comes twice
     */
    static ParsedLine scan(List<String> arguments) {
        ArgumentScanner scanner = new ArgumentScanner(arguments);
        Rest rest = scanner.rest();
        return new ParsedLine(scanner.options, rest);
    }

    private Rest rest() {
        while (position < arguments.size()) {
            String argument = arguments.get(position++);
            List<String> behind = arguments.subList(position, arguments.size());
            if (argument.equals("--")) {
                if (behind.isEmpty() || behind.getFirst().isEmpty()) {
                    throw CliException.usage("there is no program after --", "write rustyolo -- PROGRAM [ARGS]...");
                }
                return new Rest.Program(behind);
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                return new Rest.Word(argument, behind, before);
            }
            readOption(argument);
        }
        return new Rest.Nothing();
    }

    private void readOption(String argument) {
        int nameEnd = argument.startsWith("--") ? argument.indexOf('=') : 2;
        String name = nameEnd < 0 || nameEnd > argument.length() ? argument : argument.substring(0, nameEnd);
        SessionOption option = SessionOption.named(name).orElseThrow(() -> unknown(name));
        String attached = argument.substring(name.length());
        if (!option.takesValue()) {
            if (!attached.isEmpty()) {
                throw CliException.usage(name + " takes no value", "write " + name + " alone");
            }
            add(option, "");
        } else if (attached.isEmpty()) {
            add(option, nextValue(option, name));
        } else {
            add(option, attached.startsWith("=") ? attached.substring(1) : attached);
        }
        before.clear();
        before.add(option);
    }

    private String nextValue(SessionOption option, String name) {
        String example = option.longName() + " " + option.label();
        if (position == arguments.size()) {
            throw CliException.usage(name + " needs a value", "write " + example);
        }
        String value = arguments.get(position++);
        if (value.startsWith("-")) {
            throw CliException.usage(
                    name + " needs a value, and " + Text.quote(value) + " looks like an option",
                    "write " + example + "; if that is the value: "
                            + ShellQuoting.quote(option.longName() + "=" + value));
        }
        return value;
    }

    private void add(SessionOption option, String value) {
        List<String> values = options.computeIfAbsent(option, key -> new ArrayList<>());
        boolean repeatable = option.kind() == SessionOption.Kind.REPEATED || option.kind() == SessionOption.Kind.LIST;
        if (!repeatable && option.takesValue() && !values.isEmpty()) {
            throw CliException.usage(option.longName() + " is given twice", "give it once");
        }
        if (option.takesValue() && option.kind() != SessionOption.Kind.LIST && value.isEmpty()) {
            throw CliException.usage(
                    option.longName() + " has an empty value", "write " + option.longName() + " " + option.label());
        }
        if (option.takesValue() || values.isEmpty()) {
            values.add(value);
        }
    }

    private static CliException unknown(String name) {
        List<String> names = new ArrayList<>();
        for (SessionOption option : SessionOption.values()) {
            names.add(option.longName());
        }
        String meant = Suggestions.nearest(name, names)
                .map(suggestion -> "did you mean " + suggestion + "? ")
                .orElse("");
        return CliException.usage(
                "there is no option " + Text.quote(name),
                meant + "an agent's own options come after its name: rustyolo claude " + ShellQuoting.quote(name)
                        + "; for ours, see rustyolo --help");
    }
}

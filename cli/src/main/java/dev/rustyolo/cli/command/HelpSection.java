package dev.rustyolo.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The groups of options in the help text, in its order: the topics that there is help about. */
enum HelpSection {
    NETWORK("Network:"),
    FILES("Files:"),
    AGENT("Agent:"),
    CONTAINER("Container:"),
    OTHER("Other:");

    private final String heading;

    HelpSection(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    /** The word behind {@code rustyolo help}. */
    String topic() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> topics() {
        return Arrays.stream(values()).map(HelpSection::topic).toList();
    }
}

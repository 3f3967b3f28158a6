package dev.rustyolo.cli.command;

/** The groups of options in the help text, in its order. */
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
}

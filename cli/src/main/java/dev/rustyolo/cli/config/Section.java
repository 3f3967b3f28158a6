package dev.rustyolo.cli.config;

/** The tables of a configuration file, in the order of the reference. */
public enum Section {
    DEFAULT("default", "What a session is started with."),
    RESOURCES("resources", "How much of the machine the agent may use."),
    SECURITY("security", "What holds the agent, what it is told, and what is written down about it."),
    NETWORK("network", "How the gateway is attached."),
    UPDATE("update", "Where newer versions of rustyolo come from. Only your own file may say it, and no profile.");

    private final String title;
    private final String description;

    Section(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** The table's name. */
    public String title() {
        return title;
    }

    /** One line for the reference. */
    public String description() {
        return description;
    }
}

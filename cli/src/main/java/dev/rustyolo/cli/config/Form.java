package dev.rustyolo.cli.config;

/** What may stand behind a key, and how a later source treats an earlier one's. */
public enum Form {
    /** An array of strings; sources add to each other. */
    LIST("a list of strings"),
    /** An array of strings; the later source's stands in for the earlier one's. */
    CHOICE("a list of strings"),
    /** A string. */
    TEXT("a string"),
    /** A string or a number. */
    AMOUNT("a string or a number"),
    /** {@code true} or {@code false}. */
    SWITCH("true or false");

    private final String description;

    Form(String description) {
        this.description = description;
    }

    /** For errors and the reference. */
    public String description() {
        return description;
    }

    /** Does it have many values? */
    public boolean isList() {
        return this == LIST || this == CHOICE;
    }
}

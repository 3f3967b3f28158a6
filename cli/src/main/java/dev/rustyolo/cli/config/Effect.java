package dev.rustyolo.cli.config;

/** What a key does to the sandbox, which decides what a project's file may say by itself. */
public enum Effect {
    /** Takes something away; a project may always. */
    NARROWS("may"),
    /** Sets a bound; a project may lower it. */
    BOUNDS("may tighten it"),
    /** Opens something, or decides what runs; a project needs trust. */
    WIDENS("needs trust"),
    /** Decides about rustyolo itself; no project may, whatever it is trusted with. */
    OWN("may not");

    private final String project;

    Effect(String project) {
        this.project = project;
    }

    /** What a project's file may do with it, for the reference. */
    public String project() {
        return project;
    }
}

package dev.rustyolo.e2e.release;

/** What can be wrong with a release, and what an installer says then. */
public enum ReleaseFault {
    KEY_OF_SOMEBODY_ELSE("no key of rustyolo's has signed"),
    FOREIGN_SIGNATURE_UNDER_A_PINNED_NAME("no key of rustyolo's has signed"),
    NO_SIGNATURE("can't fetch"),
    EMPTY_SIGNATURE("no key of rustyolo's has signed"),
    SIGNATURE_OF_ANOTHER_MANIFEST("no key of rustyolo's has signed"),
    SIGNATURE_WITHOUT_ITS_CONTEXT("no key of rustyolo's has signed"),
    CHANGED_MANIFEST("no key of rustyolo's has signed"),
    ENDLESS_MANIFEST("longer than it may be"),
    MANIFEST_OF_A_NEWER_KIND("of a newer kind"),
    ANOTHER_TARGET("somebody has exchanged files"),
    ANOTHER_VERSION_THAN_ASKED("not 1.2.0: somebody has exchanged it"),
    EXPIRED("has expired"),
    TAMPERED_ARCHIVE("not what its manifest says"),
    TRUNCATED_ARCHIVE("can't fetch"),
    SHORT_ARCHIVE("not what its manifest says"),
    ENDLESS_ARCHIVE("longer than it may be"),
    NO_ARCHIVE_AT_ALL("is no archive"),
    PATH_UPWARDS("something else than plain files"),
    ABSOLUTE_PATH("something else than plain files"),
    SECOND_DIRECTORY("something else than plain files"),
    SYMBOLIC_LINK("something else than plain files"),
    HARD_LINK("something else than plain files"),
    PIPE("something else than plain files"),
    SAME_NAME_TWICE("something else than plain files"),
    ODD_NAME("something else than plain files"),
    SETUID("something else than plain files"),
    ANOTHER_VERSION_INSIDE("another version"),
    LAUNCHER_WITHOUT_JAVA("does not run on this machine"),
    PROGRAM_THAT_FAILS("does not run on this machine"),
    REDIRECT_WITHOUT_TLS("can't fetch"),
    ANOTHER_SERVERS_CERTIFICATE("can't fetch");

    private final String message;

    ReleaseFault(String message) {
        this.message = message;
    }

    /** Returns a part of what it says. */
    public String message() {
        return message;
    }
}

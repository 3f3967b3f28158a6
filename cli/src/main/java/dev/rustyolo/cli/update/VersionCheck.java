package dev.rustyolo.cli.update;

import java.io.IOException;
import java.util.Optional;

/** Asks which version is the newest, with one request, and keeps the answer for {@link VersionNotice}. */
public final class VersionCheck {
    private final UpdateTools tools;
    private final VersionNote note;

    /** Asks with those tools, and keeps the answer there. */
    public VersionCheck(UpdateTools tools, VersionNote note) {
        this.tools = tools;
        this.note = note;
    }

    /**
     * The newest version; what the server says, and no more to be believed than that.
     *
     * @throws dev.rustyolo.cli.failure.CliException when there is no answer
     */
    public ReleaseVersion newest() {
        ReleaseVersion newest = tools.feed().find(Optional.empty()).version();
        try {
            note.answered(tools.clock().instant(), newest);
        } catch (IOException e) {
            throw Failures.disk("can't keep the answer", e);
        }
        return newest;
    }
}

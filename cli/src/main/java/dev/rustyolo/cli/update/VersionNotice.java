package dev.rustyolo.cli.update;

import dev.rustyolo.cli.engine.Detached;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.VersionedRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Tells the person of a newer version when their session is over. The server is asked once a day at most, by a process of
 * its own ({@code rustyolo update --check --quiet}), that is begun when the agent runs: no launch waits for it, and no
 * session keeps what it needs. When it fails, nobody hears of it.
 */
public final class VersionNotice {
    private final Host host;
    private final Processes processes;
    private final Clock clock;
    private final String current;
    private final VersionNote note;
    private final boolean wanted;

    /**
     * A notice for one session.
     *
     * @param host the machine
     * @param processes what starts the process that asks
     * @param clock what says when a day is over
     * @param current this program's version
     * @param allowed does the person have nothing against it?
     */
    public VersionNotice(Host host, Processes processes, Clock clock, String current, boolean allowed) {
        this.host = host;
        this.processes = processes;
        this.clock = clock;
        this.current = current;
        this.note = new VersionNote(host.locations().state());
        this.wanted = allowed
                && host.terminal()
                && host.variable("CI").isEmpty()
                // Anything else isn't rustyolo's to update: what is built from sources, or a package.
                && VersionedRoot.of(host.locations().installation()).isPresent();
    }

    /** The agent runs. */
    public void begun() {
        if (!wanted || !note.isDue(clock.instant())) {
            return;
        }
        try {
            note.asking(clock.instant());
            Path program = host.locations().installation().resolve("bin").resolve("rustyolo");
            Detached.start(processes, program.toString(), List.of("update", "--check", "--quiet"));
        } catch (IOException e) {
            // Tomorrow is another day.
        }
    }

    /** What to say when the agent has ended: two lines, or none. */
    public List<String> lines() {
        if (!wanted) {
            return List.of();
        }
        return note.newerThan(current)
                .map(newest -> List.of(
                        "⚠️  New version " + newest + " available! (current: " + current + ")",
                        "   Run 'rustyolo update' to upgrade."))
                .orElse(List.of());
    }
}

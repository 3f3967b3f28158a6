package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.session.SpareGateways;
import java.io.IOException;
import java.util.Optional;

/**
 * A gateway that waited, and is this run's from now on. The engine is asked for it at once: its client gets ready while we
 * go on.
 *
 * @param directory what was its directory, and is the session's
 * @param client the process that stands for it; nothing when it can't be found any more
 */
public record ClaimedGateway(SessionDirectory directory, Optional<Process> client) {
    /** Takes over one whose directory has been claimed. */
    public static ClaimedGateway of(SessionDirectory directory, Engine engine) {
        return new ClaimedGateway(directory, SpareGateways.prepared(directory).map(engine::adopt));
    }

    /** Gives it up, since nothing comes of the run. It is never given back. */
    public void abandon() {
        if (client.isPresent()) {
            try {
                client.get().getOutputStream().close();
            } catch (IOException e) {
                // It has gone already.
            }
        }
        directory.abandon();
    }
}

package dev.rustyolo.cli.state;

import dev.rustyolo.cli.agent.Credential;
import java.nio.file.Path;

/**
 * A file that a session gets, and that is brought back when the session has changed it.
 *
 * @param root where it is kept
 * @param file its place below that, and below the session's directory
 * @param form what of it is kept
 * @param login is it a login's (else a project's history)?
 */
public record KeptFile(Path root, String file, Credential.Form form, boolean login) {
    Path path() {
        return Path.of(file);
    }
}

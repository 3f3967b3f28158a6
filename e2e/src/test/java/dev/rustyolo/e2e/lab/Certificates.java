package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The lab's own certificate authority, and what it signed: made anew for each run, by {@code e2e/lab/certificates.sh}.
 *
 * @param directory where they lie; anybody may read it, since nothing real trusts them
 */
public record Certificates(Path directory) implements AutoCloseable {
    static Certificates make() {
        try {
            Path directory = Files.createTempDirectory("rustyolo-lab-certificates");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Engine.current().letContainersWrite(directory);
            Docker.run(
                    "run",
                    "--rm",
                    "--pull",
                    "never",
                    "--log-driver",
                    "none",
                    "--network",
                    "none",
                    "--label",
                    Lab.LABEL,
                    "-v",
                    directory + ":/certs",
                    Lab.IMAGE,
                    "/lab/certificates.sh",
                    "evil.test",
                    "allowed.test",
                    "cdn-allowed.test",
                    "cdn-evil.test",
                    "edge.test",
                    "api.anthropic.com",
                    "api.openai.com",
                    "generativelanguage.googleapis.com");
            return new Certificates(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the lab's certificates", e);
        }
    }

    /** Returns the authority's certificate, for {@code --ca-cert}. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    /** Returns the key that opens the allowed origin's ssh service for its user "lab". */
    public Path sshKey() {
        return directory.resolve("ssh");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

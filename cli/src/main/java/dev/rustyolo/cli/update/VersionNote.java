package dev.rustyolo.cli.update;

import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.PrivateDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers when the server was last asked for the newest version, and what it said. What stands in the file is only
 * ever shown, and as a version or not at all.
 */
public final class VersionNote {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int LONGEST = 200;

    private final Path state;
    private final Path file;

    /** In that state directory. */
    public VersionNote(Path state) {
        this.state = state;
        this.file = state.resolve("newest-version");
    }

    private record Content(Instant asked, String newest) {}

    /** Was it asked longer ago than a day, or never? A time that is still to come is none. */
    public boolean isDue(Instant now) {
        return read().filter(content -> !content.asked().isAfter(now)
                        && content.asked().plus(DAY).isAfter(now))
                .isEmpty();
    }

    /** The newest version, when it is newer than that one. */
    public Optional<ReleaseVersion> newerThan(String current) {
        return read().flatMap(content -> ReleaseVersion.parse(content.newest()))
                .filter(newest -> ReleaseVersion.parse(current)
                        .filter(own -> own.isBefore(newest))
                        .isPresent());
    }

    /** It is asked now, whatever comes of it. */
    public void asking(Instant now) throws IOException {
        write(now, read().map(Content::newest).orElse(""));
    }

    /** It was asked, and said this. */
    void answered(Instant now, ReleaseVersion newest) throws IOException {
        write(now, newest.toString());
    }

    private void write(Instant now, String newest) throws IOException {
        PrivateDirectories.createAll(state);
        FileWriter.replace(file, now.getEpochSecond() + "\n" + newest + "\n");
    }

    private Optional<Content> read() {
        try {
            if (Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Content(Instant.ofEpochSecond(Long.parseLong(lines.getFirst())), lines.get(1)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}

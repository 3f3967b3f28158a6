package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Engine;
import dev.rustyolo.e2e.process.Feed;
import dev.rustyolo.e2e.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The machine as the containers of a rootless engine see it: the network namespace that their bridges are in.
 *
 * @param program {@code e2e/lab/host.py}
 * @param port where it listens
 * @param sightings what it saw
 */
record HostBesideBridges(Program program, int port, Feed<Sighting> sightings) implements HostListener {
    private static final Path SCRIPT = Path.of("lab/host.py");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static HostBesideBridges start() {
        try {
            Program program = Engine.current()
                    .startBesideTheBridges("the host", List.of("python3", "-c", Files.readString(SCRIPT)));
            Feed<Sighting> sightings = new Feed<>("the host");
            Thread.ofPlatform().daemon().name("reader of the host").start(() -> {
                program.out().forEach(line -> sightings.add(Sighting.parse("host", line)));
                sightings.end();
            });
            Sighting ready = sightings.await(
                    "its readiness", PATIENCE, seen -> seen.kind().equals("ready"));
            return new HostBesideBridges(program, Integer.parseInt(ready.target()), sightings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCRIPT, e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}

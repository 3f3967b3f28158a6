package dev.rustyolo.cli.session;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Exclusively;
import dev.rustyolo.cli.host.Locations;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gateways that wait for a session, each with a directory of the form of a session's. Whoever holds its lock and has
 * moved it to the sessions has claimed it: both are the kernel's to give, so no two runs ever get the same one. It is
 * never given back.
 */
public final class SpareGateways {
    private static final String NOTE = "spare";
    /** One that is about to end by itself isn't worth taking. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** Longer than making one takes where it takes long. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path spares;
    private final Path sessions;

    /** Those of an account's state directory. */
    public SpareGateways(Locations locations) {
        this.spares = locations.spares();
        this.sessions = locations.sessions();
    }

    /**
     * One that waits.
     *
     * @param session the name it will have
     * @param kind what it can stand in for
     * @param expires when it ends by itself
     * @param prepared what the engine knows it by
     */
    public record Spare(String session, String kind, Instant expires, String prepared) {}

    /** Takes one of that kind, if there is one. */
    public Optional<SessionDirectory> claim(String kind) {
        for (Spare spare : list()) {
            if (isGood(spare, kind)) {
                Optional<SessionDirectory> claimed = SessionDirectory.adopt(spares.resolve(spare.session()), sessions);
                if (claimed.isPresent()) {
                    return claimed;
                }
            }
        }
        return Optional.empty();
    }

    /** Makes the directory of a new one; nobody can claim it before it is offered. */
    public SessionDirectory reserve(String session) {
        return SessionDirectory.create(spares, session);
    }

    /** Lets the next run have it. */
    public void offer(SessionDirectory directory, String kind, Instant expires, String prepared) {
        String note = expires.getEpochSecond() + "\n" + kind + "\n" + prepared + "\n";
        directory.write(List.of(new SessionFile(NOTE, "", note)));
        directory.abandon();
    }

    /** What the engine knows a claimed one by; nothing when its note can't be read. */
    public static Optional<String> prepared(SessionDirectory claimed) {
        return read(claimed.path()).map(Spare::prepared);
    }

    /** Is there a directory of that name among those that wait or are being made? */
    public boolean exists(String session) {
        return Files.exists(spares.resolve(session));
    }

    /** Those that wait, of any kind. */
    public List<Spare> list() {
        List<Spare> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(spares)) {
            for (Path directory : directories) {
                read(directory).ifPresent(found::add);
            }
        } catch (IOException e) {
            return List.of();
        }
        return found;
    }

    /** Is there one that a run of that kind would take? */
    public boolean has(String kind) {
        return list().stream().anyMatch(spare -> isGood(spare, kind));
    }

    /**
     * Removes those that are of no use: expired, of another kind, or never finished.
     *
     * @param kind what is still wanted
     * @param removeContainers removes what still runs of one, and says whether that worked
     */
    public void sweep(String kind, Predicate<String> removeContainers) {
        sweep(spare -> isGood(spare, kind), removeContainers);
    }

    /** Removes those that nobody can want, of whatever kind: expired, or never finished. */
    public void sweepUseless(Predicate<String> removeContainers) {
        sweep(spare -> isGood(spare, spare.kind()), removeContainers);
    }

    private void sweep(Predicate<Spare> wanted, Predicate<String> removeContainers) {
        StaleSessions.sweep(
                spares,
                "",
                session -> read(spares.resolve(session)).filter(wanted).isEmpty() && removeContainers.test(session));
    }

    /**
     * Does it while nobody else does.
     *
     * @param patient wait for whoever is at it (else, when somebody is, it isn't done at all)
     */
    public void alone(boolean patient, Runnable work) {
        boolean done = Exclusively.run(spares.resolve(".lock"), patient ? PATIENCE : Duration.ZERO, work);
        if (patient && !done) {
            throw new CliException(
                    ExitCode.IO,
                    "another rustyolo has been making a gateway for " + PATIENCE.toMinutes() + " minutes",
                    "see whether one is stopped or hangs, and end it");
        }
    }

    private static boolean isGood(Spare spare, String kind) {
        return spare.kind().equals(kind) && Instant.now().plus(MARGIN).isBefore(spare.expires());
    }

    private static Optional<Spare> read(Path directory) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(NOTE));
            return Optional.of(new Spare(
                    directory.getFileName().toString(),
                    lines.get(1),
                    Instant.ofEpochSecond(Long.parseLong(lines.getFirst())),
                    lines.get(2)));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.SandboxId;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.Locations;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.session.StaleSessions;
import dev.rustyolo.cli.state.TakenBack;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Removes what ended sessions left, and has one gateway wait for the next. */
public final class Warmth {
    private final Engine engine;
    private final SpareGateways spares;
    private final Locations locations;
    private final String owner;

    /** For an account's sessions. */
    public Warmth(Engine engine, SpareGateways spares, Locations locations, String owner) {
        this.engine = engine;
        this.spares = spares;
        this.locations = locations;
        this.owner = owner;
    }

    /**
     * The gateway that a session with nothing special about it will want.
     *
     * @param image the gateway's image that belongs to this program
     * @param network the engine's network, or the empty string for the engine's default
     * @param pool the range of its own addresses, or the empty string for one that this machine doesn't use
     */
    public static GatewaySpec gateway(Host host, String image, String network, String pool) {
        return new GatewaySpec(
                image,
                network,
                SeccompProfile.GATEWAY.in(host),
                GatewaySpec.UID,
                InsideAddresses.of(pool, List.of(), host).plan(),
                List.of(),
                "");
    }

    /**
     * Does both.
     *
     * @param gateway what the next session will want
     * @param life how long it is to wait; zero for none
     * @param sessions names for new sessions
     * @param patient wait for somebody else who is at it, and look then
     * @return does one wait now, or was none wanted, or is somebody else at it?
     */
    public boolean provide(GatewaySpec gateway, Duration life, Supplier<String> sessions, boolean patient) {
        AtomicBoolean provided = new AtomicBoolean(true);
        spares.alone(patient, () -> {
            if (!life.isZero() && !spares.has(gateway.kind())) {
                provided.set(make(gateway, life, sessions.get()));
            }
            StaleSessions.sweep(
                    locations.sessions(),
                    "",
                    session -> remove(session)
                            && TakenBack.from(locations.sessions().resolve(session))
                                    .complete());
            spares.sweep(life.isZero() ? "" : gateway.kind(), this::remove);
            removeWhatHasNoDirectory();
        });
        return provided.get();
    }

    private boolean make(GatewaySpec gateway, Duration life, String session) {
        SandboxId id = new SandboxId(session, owner);
        SessionDirectory directory = spares.reserve(session);
        Instant expires = Instant.now().plus(life);
        Optional<String> prepared = engine.prepare(id, gateway, life);
        if (prepared.isPresent()) {
            spares.offer(directory, gateway.kind(), expires, prepared.get());
            return true;
        }
        engine.cleanup(id);
        directory.close();
        return false;
    }

    /**
     * A directory is there before anything of its session and goes after all of it; but an engine may still be at what
     * it was asked to do when who asked was killed, and people delete directories. One that is claimed moves from the
     * spares to the sessions, so that is the order to look.
     */
    private void removeWhatHasNoDirectory() {
        for (String session : engine.sessions(owner)) {
            if (!spares.exists(session) && Files.notExists(locations.sessions().resolve(session))) {
                remove(session);
            }
        }
    }

    private boolean remove(String session) {
        return engine.cleanupOrphaned(new SandboxId(session, owner));
    }
}

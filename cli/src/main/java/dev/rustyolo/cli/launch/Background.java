package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Detached;
import dev.rustyolo.cli.engine.GatewaySpec;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.policy.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes on when the person has the prompt back: this program again, as {@code rustyolo warm}, which removes what the
 * session left and makes the next session's gateway.
 */
public final class Background {
    private final Host host;
    private final Processes processes;
    private final Duration life;
    private final String engine;

    /**
     * Work behind sessions.
     *
     * @param host the machine
     * @param processes what starts programs
     * @param life how long the next gateway is to wait; zero for no work behind
     * @param engine the engine to make it with, as {@code --engine} takes it
     */
    public Background(Host host, Processes processes, Duration life, String engine) {
        this.host = host;
        this.processes = processes;
        this.life = life;
        this.engine = engine;
    }

    /** Is there to be any? */
    public boolean wanted() {
        return !life.isZero();
    }

    /**
     * Starts it, out of reach of the terminal's signals.
     *
     * @param gateway the one that was used: the next is to be on the same network, and to have addresses of the same pool
     */
    public void start(GatewaySpec gateway) {
        Path program = host.locations().installation().resolve("bin").resolve("rustyolo");
        List<String> arguments =
                new ArrayList<>(List.of("warm", "--quiet", "--engine=" + engine, "--ttl=" + life.toSeconds() + "s"));
        if (!gateway.network().isEmpty()) {
            arguments.add("--network=" + gateway.network());
        }
        if (gateway.plan().pool() != Pool.BENCHMARKING) {
            arguments.add("--pool=" + gateway.plan().pool());
        }
        try {
            Detached.start(processes, program.toString(), arguments);
        } catch (IOException e) {
            // The next start removes what is left, and makes its own gateway.
        }
    }
}

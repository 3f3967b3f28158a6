package dev.rustyolo.gateway;

import dev.rustyolo.gateway.event.EventWriter;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.LineReader;
import dev.rustyolo.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The conversation with the CLI: commands in, until the pipe ends, the CLI falls silent, or it says that the agent has
 * ended. Whatever the reason, the process ends with it, and with the process every connection.
 */
final class Session {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final Gateway gateway;
    private final EventWriter events;
    private final AtomicLong lastHeard = new AtomicLong(System.nanoTime());
    private volatile Duration patience;

    /** A conversation that may begin as late as {@code patience} from now. */
    Session(Gateway gateway, EventWriter events, Duration patience) {
        this.gateway = gateway;
        this.events = events;
        this.patience = patience;
    }

    /** Returns the exit code. */
    int run(InputStream commands) {
        Thread.ofPlatform().daemon().name("heartbeat").start(this::endOnSilence);
        var lines = new LineReader(commands);
        try {
            Optional<String> line = lines.next();
            while (line.isPresent() && !obey(Codec.decodeCommand(line.get()))) {
                line = lines.next();
            }
            return Main.ENDED;
        } catch (ProtocolException | IllegalArgumentException e) {
            events.sendNow(new Event.Fatal("the gateway was told something it can't take: " + e.getMessage()));
            return Main.FAILED;
        } catch (IOException e) {
            return Main.ENDED;
        }
    }

    /** Does what a command says; true when it was the last. */
    private boolean obey(Command command) {
        lastHeard.set(System.nanoTime());
        patience = Options.SILENCE;
        return switch (command) {
            case Command.Start start -> {
                gateway.policy().replace(start, resolversOf(RESOLV_CONF));
                events.sendNow(new Event.Ready(gateway.timings()));
                yield false;
            }
            case Command.Heartbeat() -> {
                // Into the queue, since a full pipe must not keep the next command from being read.
                events.send(new Event.Alive());
                yield false;
            }
            case Command.Drain() -> {
                try {
                    gateway.proxy().drain(DRAIN);
                    events.flush();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                events.sendNow(new Event.Drained());
                yield true;
            }
        };
    }

    private void endOnSilence() {
        try {
            while (System.nanoTime() - lastHeard.get() < patience.toNanos()) {
                Thread.sleep(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var last = new Event.Fatal("nothing was heard from rustyolo for " + patience.toSeconds() + " seconds");
        // Who doesn't speak may not listen either, and a full pipe must not keep this process alive.
        Thread goodbye = Thread.ofPlatform().daemon().start(() -> events.sendNow(last));
        try {
            goodbye.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Main.FAILED);
    }

    /** The resolvers the engine gave this container (resolv.conf(5)), but for its own, which knows only containers. */
    static List<InetAddress> resolversOf(Path file) {
        var resolvers = new ArrayList<InetAddress>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length >= 2 && words[0].equals("nameserver")) {
                    literal(words[1])
                            .filter(address -> !address.isLoopbackAddress())
                            .ifPresent(resolvers::add);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(resolvers);
    }

    /** A line that can't be used, such as one with the zone of an interface that isn't here, hides no other. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

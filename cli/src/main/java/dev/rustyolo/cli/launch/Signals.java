package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Takes the signals that would end this process, so that it lives to clean up. SIGQUIT belongs to the JVM and can't be
 * taken. There is no other way in Java than this class of jdk.unsupported, which JEP 260 keeps until there is one.
 */
final class Signals implements AutoCloseable {
    private static final String INTERRUPT = "INT";
    private static final List<String> TAKEN = List.of(INTERRUPT, "TERM", "HUP");
    /** How long an agent may take to end after it was told to. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Map<Signal, SignalHandler> before = new HashMap<>();
    private SignalPhase phase;
    private int received;

    private Signals(SignalPhase phase) {
        this.phase = phase;
    }

    /** Takes the signals; until the agent runs they interrupt the calling thread. */
    static Signals take() {
        Signals signals = new Signals(new SignalPhase.Launching(Thread.currentThread()));
        for (String name : TAKEN) {
            try {
                Signal signal = new Signal(name);
                signals.before.put(signal, Signal.handle(signal, signals::handle));
            } catch (IllegalArgumentException e) {
                // The JVM was told to leave signals alone (-Xrs): they end us, and the next start cleans up.
            }
        }
        return signals;
    }

    /** Moves on. */
    synchronized void enter(SignalPhase next) {
        phase = next;
    }

    /**
     * Moves on to the running agent, unless a signal has come meanwhile.
     *
     * @return may it run?
     */
    synchronized boolean enterUnlessReceived(SignalPhase next) {
        if (received == 0) {
            phase = next;
        }
        return received == 0;
    }

    /**
     * Ends the launch if a signal has come.
     *
     * @throws CliException with the code for that signal
     */
    synchronized void check() {
        if (received != 0) {
            throw CliException.signalled(received);
        }
    }

    /** Gives the signals back. */
    @Override
    public void close() {
        before.forEach(Signal::handle);
    }

    private synchronized void handle(Signal signal) {
        switch (phase) {
            case SignalPhase.Launching(Thread launcher) -> {
                received = signal.getNumber();
                launcher.interrupt();
            }
            case SignalPhase.Running running -> pass(signal, running);
            case SignalPhase.CleaningUp() -> {}
        }
    }

    private static void pass(Signal signal, SignalPhase.Running running) {
        if (signal.getName().equals(INTERRUPT)) {
            if (running.ownsTerminal() || !isInForeground()) {
                interrupt(running.client());
            }
            return;
        }
        running.client().destroy();
        Thread.ofPlatform().daemon().name("grace").start(() -> endAfterGrace(running));
    }

    private static void endAfterGrace(SignalPhase.Running running) {
        try {
            if (!running.client().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.stop().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Java can send SIGTERM and SIGKILL only. */
    private static void interrupt(Process client) {
        try {
            new ProcessBuilder("/bin/kill", "-INT", Long.toString(client.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            client.destroy();
        }
    }

    /**
     * Are we in the foreground of a terminal? Then the terminal has sent the signal to every process of the group, and
     * the agent's client has it already. Fields 5 and 8 of proc_pid_stat(5): our group and the terminal's.
     */
    private static boolean isInForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[2].equals(fields[5]);
        } catch (IOException e) {
            return true;
        }
    }
}

package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Takes the signals that would end this process, so that it lives to clean up. SIGQUIT belongs to the JVM and can't be
 * taken; the launcher has the JVM do nothing about it, and a running agent gets it from its client. There is no other way in Java than this class of jdk.unsupported, which JEP 260 keeps until there is one.
 */
public final class Signals implements AutoCloseable {
    private static final String INTERRUPT = "INT";
    private static final List<String> TAKEN = List.of(INTERRUPT, "TERM", "HUP");
    /** So many interrupts in a row mean that the person has lost patience. */
    private static final int ENOUGH = 3;
    /** Later than this it is no longer the same row. */
    private static final Duration ROW = Duration.ofSeconds(10);

    private final Map<Signal, SignalHandler> before = new HashMap<>();
    private SignalPhase phase;
    private int received;
    private int interrupts;
    private long lastInterrupt;

    private Signals(SignalPhase phase) {
        this.phase = phase;
    }

    /** Takes the signals; until the agent runs they interrupt the calling thread. */
    public static Signals take() {
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
    public synchronized void check() {
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

    private void pass(Signal signal, SignalPhase.Running running) {
        if (!signal.getName().equals(INTERRUPT)) {
            running.client().destroy();
            running.agent().endSoon(signal.getNumber());
        } else if (isEnough()) {
            running.agent().endNow(signal.getNumber());
        } else {
            running.agent().signalled();
            if (running.ownsTerminal() || !isInForeground()) {
                interrupt(running.client());
            }
        }
    }

    private boolean isEnough() {
        long now = System.nanoTime();
        interrupts = now - lastInterrupt < ROW.toNanos() ? interrupts + 1 : 1;
        lastInterrupt = now;
        return interrupts >= ENOUGH;
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

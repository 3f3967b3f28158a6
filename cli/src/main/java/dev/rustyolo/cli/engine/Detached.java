package dev.rustyolo.cli.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts programs that outlive us, out of reach of the terminal's signals. A shell stands between them and us and ends at
 * once: a JVM that has a child to wait for takes 300 ms more to end, since it gives threads in a system call that long.
 */
public final class Detached {
    private static final List<String> SHELL = List.of("/bin/sh", "-c", "\"$@\" &", "sh");
    private static final int PATIENCE_MILLIS = 500;

    private Detached() {}

    /**
     * Starts one, without streams.
     *
     * @param program a path
     * @param arguments its arguments
     * @throws IOException when it can't be started
     */
    public static void start(Processes processes, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(SHELL);
        command.addAll(DockerEngine.setsid());
        command.add(program);
        command.addAll(arguments);
        Process shell = processes.start(new ProcessSpec(command, Map.of(), ProcessSpec.Streams.NOWHERE));
        try {
            shell.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

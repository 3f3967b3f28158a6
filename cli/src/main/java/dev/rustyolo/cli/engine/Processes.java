package dev.rustyolo.cli.engine;

import java.io.IOException;

/** Starts programs; tests put their own in its place. */
@FunctionalInterface
public interface Processes {
    /**
     * Starts one.
     *
     * @throws IOException when the program can't be started
     */
    Process start(ProcessSpec spec) throws IOException;
}

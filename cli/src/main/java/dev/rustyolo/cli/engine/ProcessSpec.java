package dev.rustyolo.cli.engine;

import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param command absolute path and arguments
 * @param environment variables added to our own
 * @param streams where its stdin, stdout and stderr go
 */
public record ProcessSpec(List<String> command, Map<String, String> environment, Streams streams) {
    /** Where a program's streams go. */
    public enum Streams {
        /** To us, through pipes. */
        PIPED,
        /** To us, through pipes, what it prints to stderr among what it prints to stdout. */
        MERGED,
        /** What it prints to stdout to us, through a pipe; the others are the ones we have ourselves. */
        OUTPUT_PIPED,
        /** The ones we have ourselves. */
        INHERITED,
        /** Nowhere: nothing to read, and what it prints is lost. */
        NOWHERE
    }

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}

package dev.rustyolo.cli.command;

import java.util.List;

/** Something other than a session that the program does. */
interface Verb {
    /** What people type. */
    String name();

    /** One line for the help. */
    String summary();

    /**
     * Does it.
     *
     * @param arguments what stands behind the name
     * @return the exit code
     */
    int run(List<String> arguments);
}

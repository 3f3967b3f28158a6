package dev.rustyolo.cli.command;

import java.util.List;

/** What stands on the line behind our options. */
sealed interface Rest {
    /** Nothing. */
    record Nothing() implements Rest {}

    /**
     * An agent's or a verb's name, or a mistake.
     *
     * @param word as typed
     * @param arguments what follows, as it is
     * @param before the option right before it: none or one
     */
    record Word(String word, List<String> arguments, List<SessionOption> before) implements Rest {
        public Word {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Any program, after {@code --}.
     *
     * @param command the program and its arguments, as they are
     */
    record Program(List<String> command) implements Rest {
        public Program {
            command = List.copyOf(command);
        }
    }
}

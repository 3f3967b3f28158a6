package dev.rustyolo.cli.config;

/** Where a value in effect comes from. */
public sealed interface Origin {
    /** The program itself. */
    record BuiltIn() implements Origin {
        @Override
        public String toString() {
            return "built in";
        }
    }

    /**
     * A file.
     *
     * @param name its name, harmless for a terminal
     * @param line from 1
     * @param column from 1
     */
    record Place(String name, int line, int column) implements Origin {
        @Override
        public String toString() {
            return name + ":" + line + ":" + column;
        }
    }

    /**
     * A variable of the environment.
     *
     * @param name its name
     */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "the variable " + name;
        }
    }
}

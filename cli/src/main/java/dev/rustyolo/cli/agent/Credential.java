package dev.rustyolo.cli.agent;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * A file that outlives a session, and what of it does.
 *
 * @param file below the directory of agents' state, without {@code .} or {@code ..}
 * @param form what of it is kept; nothing of what is kept may ever be something that runs
 */
public record Credential(String file, Form form) {
    /** Which part of a file is kept. */
    public sealed interface Form {
        /** Any text, as it is: of an agent that the person has described. */
        record Text() implements Form {}

        /** One word. */
        record Word() implements Form {}

        /** A JSON object, as it is, of words and numbers. */
        record Json() implements Form {}

        /**
         * A JSON object of settings, of which only some members belong to the login.
         *
         * @param keys their names; a dot leads into an object
         */
        record Keys(List<String> keys) implements Form {
            /** Copies the list. */
            public Keys {
                keys = List.copyOf(keys);
            }
        }

        /**
         * A JSON object of objects, of which only some kinds are inert, and of those only some members.
         *
         * @param field the member of each that says its kind
         * @param kinds those that are kept; words without spaces
         * @param members what is kept of them
         */
        record Entries(String field, Set<String> kinds, Set<String> members) implements Form {
            /** Copies the sets. */
            public Entries {
                kinds = Set.copyOf(kinds);
                members = Set.copyOf(members);
            }
        }
    }

    public Credential {
        requireNonNull(file, "file is null");
        requireNonNull(form, "form is null");
    }

    /** Any text. */
    public static Credential text(String file) {
        return new Credential(file, new Form.Text());
    }

    /** One word without spaces. */
    public static Credential word(String file) {
        return new Credential(file, new Form.Word());
    }

    /** A JSON object, the whole of it. */
    public static Credential json(String file) {
        return new Credential(file, new Form.Json());
    }

    /** Some members of a JSON object. */
    public static Credential keys(String file, String... keys) {
        return new Credential(file, new Form.Keys(List.of(keys)));
    }

    /** Some members of some kinds of the objects in a JSON object. */
    public static Credential entries(String file, String field, Set<String> kinds, String... members) {
        return new Credential(file, new Form.Entries(field, kinds, Set.of(members)));
    }
}

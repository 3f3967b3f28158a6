package dev.rustyolo.cli.command;

import java.util.List;

/** Writes the completion for fish, complete(1) a line. */
final class FishCompletion {
    /** So far only options of a session, and their values. */
    private static final String AT_START = "__rustyolo_at_start";

    private FishCompletion() {}

    static String of(List<Verb> verbs) {
        StringBuilder text = new StringBuilder("""
                # Completion of rustyolo for fish; made by: rustyolo completion fish

                # The agent or verb on the line, if there is one already.
                function __rustyolo_first
                    set -l words (commandline -opc)
                    set -e words[1]
                    set -l value no
                    for word in $words
                        if test $value = yes
                            set value no
                            continue
                        end
                        switch $word
                            case --
                                echo -- --
                                return
                            case TAKING
                                set value yes
                            case '-*'
                            case '*'
                                echo -- $word
                                return
                        end
                    end
                end

                function __rustyolo_at_start
                    set -l first (__rustyolo_first)
                    test -z "$first"
                end

                function __rustyolo_is
                    set -l first (__rustyolo_first)
                    test "$first" = $argv[1]
                end

                """);
        StringBuilder taking = new StringBuilder();
        for (CompletionModel.Choice option : CompletionModel.options()) {
            if (option.takesValue()) {
                taking.append(taking.isEmpty() ? "" : " ").append(String.join(" ", option.names()));
            }
            option(text, AT_START, option);
        }
        word(text, AT_START, String.join(" ", CompletionModel.agents()), "An agent.");
        for (CompletionModel.Word verb : CompletionModel.verbs(verbs)) {
            word(text, AT_START, verb.name(), verb.description());
            String behind = "__rustyolo_is " + verb.name();
            for (CompletionModel.Choice option : verb.options()) {
                option(text, behind, option);
            }
            if (!verb.words().isEmpty()) {
                word(text, behind, String.join(" ", verb.words()), "");
            }
        }
        return text.toString().replace("TAKING", taking);
    }

    private static void option(StringBuilder text, String when, CompletionModel.Choice option) {
        begin(text, when);
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        text.append(
                switch (option.values()) {
                    case NONE -> " -f";
                    case FILES -> " -r -F";
                    case WORDS -> " -x -a " + quoted(String.join(" ", option.words()));
                    case OTHER -> " -x";
                });
        text.append(" -d ").append(quoted(option.description())).append('\n');
    }

    private static void word(StringBuilder text, String when, String words, String description) {
        begin(text, when);
        text.append(" -f -a ").append(quoted(words));
        text.append(description.isEmpty() ? "" : " -d " + quoted(description)).append('\n');
    }

    private static void begin(StringBuilder text, String when) {
        text.append("complete -c rustyolo -n ").append(quoted(when));
    }

    /** Single quotes of fish keep all but themselves and the backslash. */
    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

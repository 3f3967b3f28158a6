package dev.rustyolo.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the completion for bash (programmable completion of bash(1)), which zsh reads as well (bashcompinit). */
final class BashCompletion {
    private final List<Verb> verbs;

    BashCompletion(List<Verb> verbs) {
        this.verbs = verbs;
    }

    /** The script for bash. */
    String bash() {
        return "# Completion of rustyolo for bash; made by: rustyolo completion bash\n" + functions()
                + "complete -o default -F _rustyolo_line rustyolo\n";
    }

    /** The script for zsh: a function that the completion system loads at the first use. */
    String zsh() {
        return "#compdef rustyolo\n# Completion of rustyolo for zsh; made by: rustyolo completion zsh\n"
                + "autoload -U +X bashcompinit && bashcompinit\n" + functions()
                + "complete -o default -F _rustyolo_line rustyolo\n"
                + "if [ \"${funcstack[1]-}\" = _rustyolo ]; then _bash_complete -o default -F _rustyolo_line; fi\n";
    }

    private String functions() {
        List<CompletionModel.Choice> options = CompletionModel.options();
        List<String> first = new ArrayList<>(CompletionModel.agents());
        Set<CompletionModel.Choice> all = new LinkedHashSet<>(options);
        StringBuilder behind = new StringBuilder();
        for (CompletionModel.Word verb : CompletionModel.verbs(verbs)) {
            first.add(verb.name());
            all.addAll(verb.options());
            behind.append("    ")
                    .append(verb.name())
                    .append(") _rustyolo_offer \"")
                    .append(String.join(" ", names(verb.options())))
                    .append("\" \"")
                    .append(String.join(" ", verb.words()))
                    .append("\" ;;\n");
        }
        return """
                _rustyolo_offer() {
                  case $word in
                    -*) COMPREPLY=($(compgen -W "$1" -- "$word")) ;;
                    *) COMPREPLY=($(compgen -W "$2" -- "$word")) ;;
                  esac
                }

                # Offers what may stand behind an option; fails when it takes no value.
                _rustyolo_value() {
                  case $1 in
                VALUES    *) return 1 ;;
                  esac
                }

                _rustyolo_line() {
                  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} first='' i=1
                  COMPREPLY=()
                  # Words are cut at "=" and ":".
                  if [ "$word" = = ]; then
                    word=''
                  elif [ "$before" = = ]; then
                    before=${COMP_WORDS[COMP_CWORD-2]}
                  fi
                  while [ "$i" -lt "$COMP_CWORD" ]; do
                    case ${COMP_WORDS[i]} in
                      --) return ;;
                      TAKING)
                        if [ "${COMP_WORDS[i+1]}" = = ]; then i=$((i + 1)); fi
                        i=$((i + 1))
                        while [ "${COMP_WORDS[i+1]-}" = : ] || [ "${COMP_WORDS[i+1]-}" = = ]; do i=$((i + 2)); done
                        ;;
                      -*) ;;
                      *)
                        first=${COMP_WORDS[i]}
                        break
                        ;;
                    esac
                    i=$((i + 1))
                  done
                  if [ -z "$first" ] || [ "$i" -ge "$COMP_CWORD" ]; then
                    _rustyolo_value "$before" && return
                    _rustyolo_offer "OPTIONS" "FIRST"
                    return
                  fi
                  if [ "${word#-}" = "$word" ] && _rustyolo_value "$before"; then return; fi
                  case $first in
                VERBS  esac
                }

                """.replace("VALUES", values(all))
                .replace("TAKING", String.join("|", names(taking(options))))
                .replace("OPTIONS", String.join(" ", names(options)))
                .replace("FIRST", String.join(" ", first))
                .replace("VERBS", behind);
    }

    private static String values(Collection<CompletionModel.Choice> options) {
        StringBuilder text = new StringBuilder();
        for (CompletionModel.Choice option : taking(options)) {
            text.append("    ").append(String.join("|", option.names())).append(") ");
            text.append(
                    switch (option.values()) {
                        case WORDS ->
                            "COMPREPLY=($(compgen -W \"" + String.join(" ", option.words()) + "\" -- \"$word\"))";
                        // Nothing of ours: the shell offers files.
                        case FILES, OTHER -> ":";
                        case NONE -> throw new IllegalArgumentException("takes no value: " + option);
                    });
            text.append(" ;;\n");
        }
        return text.toString();
    }

    private static List<CompletionModel.Choice> taking(Collection<CompletionModel.Choice> options) {
        return options.stream().filter(CompletionModel.Choice::takesValue).toList();
    }

    private static List<String> names(Collection<CompletionModel.Choice> options) {
        return options.stream().flatMap(option -> option.names().stream()).toList();
    }
}

package dev.rustyolo.e2e.page;

import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a page has people type, as a script for a shell in which {@code rustyolo} is the program under test.
 *
 * @param rustyolo the program, and the environment of who types
 * @param options what makes a session of the lab
 */
public record Typed(Rustyolo rustyolo, List<String> options) {
    /** What a line says first that tells of a command that ran. */
    public static final String MARK = "typed: rustyolo";

    private static final Pattern COMMAND = Pattern.compile("(?:\\./)?rustyolo(?: .*)?");
    private static final Pattern CODE = Pattern.compile("`(rustyolo [^`]+)`");
    /** Words that stand for others, as in a synopsis. */
    private static final Pattern SYNOPSIS = Pattern.compile(".*(?:[\\[…]|\\b[A-Z]{2,}\\b(?![=_])).*");

    private static final String PROMPT = "$ ";
    private static final String GAP = "…";

    /** What isn't rustyolo, changes the machine or asks the world, and is only named. */
    private static final List<String> STAND_INS = List.of("check", "docker", "podman", "keytool", "chown", "sudo");

    /** The same, of what is no name for a function of the shell's; it stands at the beginning of a line. */
    private static final Pattern STOOD_IN =
            Pattern.compile("(?m)^( *)(?:\\./)?(dev/release|sh install\\.sh|curl|gh)\\b");

    /**
     * A command, and what is printed then.
     *
     * @param command as it is typed
     * @param answer all of what is printed
     */
    public record Exchange(String command, Pattern answer) {}

    /** Copies the list. */
    public Typed {
        options = List.copyOf(options);
    }

    /** Returns the commands in the text of all pages, as one block. */
    public static Block inText() {
        List<String> commands = Page.all().stream()
                .flatMap(page -> page.lines().stream())
                .flatMap(line -> CODE.matcher(line).results())
                .map(found -> found.group(1))
                .filter(command -> !SYNOPSIS.matcher(command).matches())
                .distinct()
                .toList();
        return new Block("in the text", "sh", commands);
    }

    /** Returns how many commands of ours a block has. */
    public static long commandsIn(Block block) {
        return block.lines().stream()
                .filter(line -> COMMAND.matcher(line).matches())
                .count();
    }

    /** Returns the commands of a dialogue, and what each prints: "…" is any text, and on a line of its own any lines. */
    public static List<Exchange> exchanges(Block block) {
        List<Exchange> exchanges = new ArrayList<>();
        String command = "";
        StringBuilder answer = new StringBuilder();
        for (String line : block.lines()) {
            if (line.startsWith(PROMPT)) {
                if (!command.isEmpty()) {
                    exchanges.add(new Exchange(command, Pattern.compile(answer.toString())));
                }
                command = line.substring(PROMPT.length());
                answer.setLength(0);
            } else if (line.equals(GAP)) {
                answer.append("(?:.*\n)*");
            } else {
                for (String part : line.split(GAP, -1)) {
                    answer.append(Pattern.quote(part)).append(".*");
                }
                answer.setLength(answer.length() - ".*".length());
                answer.append("\n");
            }
        }
        exchanges.add(new Exchange(command, Pattern.compile(answer.toString())));
        return exchanges;
    }

    /** Returns a script that runs what changes nothing, and has the program read the rest. */
    public String carefully(String text) {
        return script("""
                  echo "typed: rustyolo $*"
                  case " VERBS " in
                  *" ${1-none} "*)
                    case "$*" in
                    agents | completion* | help* | "config show"* | init* | "trust --"* | "warm --status") "$PROGRAM" "$@" ;;
                    *) "$PROGRAM" "$@" --help ;;
                    esac ;;
                  *)
                    case " $* " in
                    *" -- sh -c "* | *" shell -c "*) session "$@" ;;
                    *) "$PROGRAM" --dry-run "$@" ;;
                    esac ;;
                  esac
                """) + STOOD_IN.matcher(text).replaceAll("$1stand_in $2").replaceAll("(?m)^\\./", "");
    }

    /** Returns a script that runs one command, whatever it does. */
    public String really(String command) {
        return script("""
                  case " VERBS " in
                  *" ${1-none} "*) "$PROGRAM" "$@" ;;
                  *) session "$@" ;;
                  esac
                """) + "{\n" + command + "\n} 2>&1\n";
    }

    private String script(String function) {
        StringBuilder script = new StringBuilder("set -eu\n");
        script.append("PROGRAM='").append(Rustyolo.binary()).append("'\n");
        script.append("session() { \"$PROGRAM\" ")
                .append(String.join(" ", options))
                .append(" \"$@\"; }\n");
        for (String name : STAND_INS) {
            script.append(name).append("() { echo \"stands for: ").append(name).append(" $*\"; }\n");
        }
        script.append("stand_in() { echo \"stands for: $*\"; }\n");
        return script.append("rustyolo() {\n")
                .append(function.replace("VERBS", String.join(" ", verbs())))
                .append("}\n")
                .toString();
    }

    /** Returns the program's verbs, from the help that its own tests hold it to. */
    private static List<String> verbs() {
        try {
            return Files.readAllLines(Page.ROOT.resolve("cli/src/test/resources/golden/help.txt")).stream()
                    .dropWhile(line -> !line.equals("Verbs:"))
                    .skip(1)
                    .takeWhile(line -> !line.isBlank())
                    .map(line -> line.strip().split(" ", 2)[0])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the help", e);
        }
    }
}

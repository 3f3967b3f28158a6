package dev.rustyolo.e2e.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A {@code docker} with which every session goes well. It starts nothing, and keeps each call: its arguments, its
 * environment, and the agent's environment, byte for byte.
 *
 * @param directory what is to be in the PATH
 */
public record FakeEngine(Path directory) {
    private static final String SCRIPT = """
            #!/bin/sh
            kept=${0%/*}/../calls/$$
            printf '%s\\0' "$0" "$@" >"$kept.arguments"
            /bin/cat /proc/$$/environ >"$kept.environment"
            for argument; do
              case $argument in --env-file=*) /bin/cat "${argument#--env-file=}" >"$kept.agent" ;; esac
            done
            case "$*" in
              info*) echo runc ;;
              *'cd /newest'*) printf '== claude/version\\n99.1.0\\n\\n== claude/package.json\\n{}\\n' ;;
              *inspect*) /bin/cat "HASH" ;;
              create*) /bin/mv "$kept.arguments" "$kept.created" ;;
              *--label=dev.rustyolo.role=gateway*)
                echo '{"type":"standby","version":"fake"}'
                while read -r command; do
                  case $command in
                    *'"start"'*) echo '{"type":"ready","timings":{}}' ;;
                    *'"drain"'*) echo '{"type":"drained"}'; exit 0 ;;
                  esac
                done
                ;;
            esac
            """;

    /** Puts one beside a project. */
    public static FakeEngine beside(Project project) {
        Path directory = project.base().resolve("engine");
        Path hash = Rustyolo.binary().resolve("../../lib/images/agent.hash").normalize();
        Path program = project.write(directory.resolve("docker"), SCRIPT.replace("HASH", hash.toString()));
        project.write(project.base().resolve("calls/readme"), "one set of files for each call\n");
        executable(program);
        return new FakeEngine(directory);
    }

    /** Returns a command that finds it, whatever engine the suite runs on. */
    public Rustyolo in(Rustyolo command) {
        return command.withVariable(Rustyolo.ENGINE, "docker").withVariable("PATH", directory + ":/usr/bin:/bin");
    }

    /** Lets a file be executed. */
    public static void executable(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the arguments of each call that has any of that role, or of all when it is empty. */
    public List<List<String>> calls(String role) {
        return kept(".arguments").stream()
                .filter(call -> role.isEmpty() || call.contains("--label=dev.rustyolo.role=" + role))
                .toList();
    }

    /** Returns how many gateways were made ahead. */
    public int created() {
        return kept(".created").size();
    }

    /** Returns the environment of each call. */
    public List<Map<String, String>> environments() {
        return kept(".environment").stream().map(FakeEngine::variables).toList();
    }

    /** Returns the lines of the last agent's environment. */
    public List<String> agent() {
        return kept(".agent").getLast().getFirst().lines().toList();
    }

    private List<List<String>> kept(String kind) {
        try (Stream<Path> files = Files.list(directory.resolveSibling("calls"))) {
            return files.filter(file -> file.toString().endsWith(kind))
                    .map(file -> List.of(read(file).split("\0", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> variables(List<String> lines) {
        Map<String, String> variables = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }
}

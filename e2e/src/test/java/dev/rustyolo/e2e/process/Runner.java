package dev.rustyolo.e2e.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The other end of {@code e2e/probes/runner.py}, which runs shell commands wherever it was started.
 *
 * @param program the runner's process, which goes on living
 */
public record Runner(Program program) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Runs a shell command to its end; both its outputs are in the one. */
    public Output run(String command) {
        return Objects.requireNonNull(run(Map.of("one", command)).get("one"));
    }

    /**
     * Runs shell commands, a few at a time.
     *
     * @param commands by a name for each
     * @return how each ended
     */
    public Map<String, Output> run(Map<String, String> commands) {
        int before = program.out().size();
        commands.forEach((name, command) -> program.send(name + "\t" + command));
        Map<String, Output> ended = new TreeMap<>();
        for (String name : commands.keySet()) {
            String line = program.out().await("the end of " + name, PATIENCE, before, l -> l.startsWith(name + "\t"));
            String[] fields = line.split("\t", 3);
            String text = new String(Base64.getDecoder().decode(fields[2].strip()), StandardCharsets.UTF_8);
            ended.put(name, new Output(Integer.parseInt(fields[1]), text, ""));
        }
        return ended;
    }
}

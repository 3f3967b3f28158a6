package dev.rustyolo.cli.host;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where agents of this account have ever been able to write. What they left there stays when their session is over, so a
 * link there may be one of theirs.
 *
 * @param file one canonical path a line
 */
public record AgentPlaces(Path file) {
    /** Those that are known; none when no agent ever was. */
    public List<Path> all() {
        try {
            return Files.readAllLines(file).stream().map(Path::of).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't tell where agents could write, from " + Text.quote(file.toString()),
                    "look at its owner and mode; without it, links that agents have left aren't known",
                    e);
        }
    }

    /**
     * Adds more, before an agent can write there; nobody else may be at it.
     *
     * @param writable canonical
     */
    public void add(List<Path> writable) {
        List<Path> known = new ArrayList<>(all());
        int before = known.size();
        for (Path place : writable) {
            if (!known.contains(place)) {
                known.add(place);
            }
        }
        if (known.size() == before) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        known.forEach(place -> lines.append(place).append('\n'));
        try {
            FileWriter.replace(file, lines.toString());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't write down where the agent may write: " + e.getMessage(),
                    "check that there is space and that you may write there",
                    e);
        }
    }
}

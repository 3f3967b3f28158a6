package dev.rustyolo.cli.image;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Remembers what the agents' image was last built from and with, so that a launch needn't ask the engine. */
final class BuildRecord {
    private static final String AGENT = "agent";
    private static final String IMAGE = "agent.image";
    private static final String CERTIFICATES = "agent.ca";

    private final Path file;

    BuildRecord(Path state) {
        this.file = state.resolve("images.properties");
    }

    /** What it holds; without a hash when nothing is remembered. */
    AgentImage agent() {
        return AgentImage.parse(load().getProperty(AGENT, ""));
    }

    /** The name of the image that holds it; empty when nothing is remembered. Kept, since a launch needn't work it out. */
    String image() {
        return load().getProperty(IMAGE, "");
    }

    /** The certificates it was built with: none or one file. */
    List<Path> certificates() {
        String path = load().getProperty(CERTIFICATES, "");
        return path.isEmpty() ? List.of() : List.of(Path.of(path));
    }

    void remember(AgentImage agent, List<Path> certificates) {
        StringBuilder text = new StringBuilder();
        text.append(AGENT).append('=').append(agent.text()).append('\n');
        text.append(IMAGE).append('=').append(agent.name()).append('\n');
        for (Path path : certificates) {
            String value = path.toAbsolutePath().toString().replace("\\", "\\\\");
            text.append(CERTIFICATES).append('=').append(value).append('\n');
        }
        try {
            PrivateDirectories.createAll(file.resolveSibling("."));
            FileWriter.replace(file, text.toString());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO, "can't write " + Text.quote(file.toString()), "check that you may write there", e);
        }
    }

    private Properties load() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            return new Properties();
        }
        return properties;
    }
}

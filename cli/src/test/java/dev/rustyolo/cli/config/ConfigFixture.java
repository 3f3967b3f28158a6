package dev.rustyolo.cli.config;

import dev.rustyolo.cli.testing.MachineFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files of configuration, the user's and the project's, on a machine of the test's own. */
abstract class ConfigFixture extends MachineFixture {
    final ConfigLoader loader() {
        return new ConfigLoader(machine.host());
    }

    final void user(String text) {
        write(machine.home().resolve(".config/rustyolo.toml"), text);
    }

    final void project(String text) {
        write(machine.project().resolve(".rustyolo.toml"), text);
    }

    final void trusted(String text) {
        project(text);
        loader().approve(loader().project().orElseThrow());
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

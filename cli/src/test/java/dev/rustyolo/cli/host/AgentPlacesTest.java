package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentPlacesTest {
    private static final Path ONE = Path.of("/home/user/one");
    private static final Path TWO = Path.of("/home/user/two words");

    @TempDir
    private Path directory;

    @Test
    void remembersEachOnce() {
        AgentPlaces places = new AgentPlaces(directory.resolve("places"));
        assertThat(places.all()).isEmpty();

        places.add(List.of(ONE));
        places.add(List.of(TWO, ONE));

        assertThat(new AgentPlaces(directory.resolve("places")).all()).containsExactly(ONE, TWO);
    }

    @Test
    void writesNothingWhenThereIsNothingNew() throws IOException {
        AgentPlaces places = new AgentPlaces(directory.resolve("places"));
        places.add(List.of(ONE));
        FileTime longAgo = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(places.file(), longAgo);

        places.add(List.of(ONE));

        assertThat(Files.getLastModifiedTime(places.file())).isEqualTo(longAgo);
    }

    /** Without it nobody knows which links may be an agent's. */
    @Test
    void failsWhenItCannotBeRead() throws IOException {
        AgentPlaces places = new AgentPlaces(Files.createDirectory(directory.resolve("places")));

        assertThatThrownBy(places::all)
                .isInstanceOf(CliException.class)
                .hasMessageContaining("can't tell where agents could write");
        Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> new AgentPlaces(directory.resolve("bytes")).all())
                .isInstanceOf(CliException.class);
    }
}

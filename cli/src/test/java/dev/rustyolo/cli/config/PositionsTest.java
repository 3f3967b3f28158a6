package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PositionsTest {
    @Test
    void valuesOfOneLineAreFoundOneAfterTheOther() {
        List<Entry> entries = read("env = ['A=a','B=\uD83E\uDD80',  'C=c' ,'D=d']");

        assertThat(entries)
                .extracting(Entry::position)
                .containsExactly(new Position(2, 8), new Position(2, 14), new Position(2, 22), new Position(2, 29));
    }

    @Test
    void valuesOfSeveralLinesAreFoundBehindCommentsAndBlanks() {
        List<Entry> entries = read(
                "allow_domains = [\n# \uD83E\uDD80, 'no.test',\n\t'a.test', 'b.test', # more\n\n  'c.test',\n'd.test']");

        assertThat(entries)
                .extracting(Entry::position)
                .containsExactly(new Position(4, 2), new Position(4, 12), new Position(6, 3), new Position(7, 1));
    }

    /** As many as a file may hold, all on one line: each must not cost the way from its beginning. */
    @Test
    @Timeout(30)
    void theLongestLineIsReadInOneGo() {
        int count = 100_000;
        StringBuilder line = new StringBuilder("deny_domains = [");
        List<Position> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(new Position(2, line.length() + 1));
            line.append('"').append(i % 10).append(".a\",");
        }

        assertThat(read(line.append(']').toString()))
                .extracting(Entry::position)
                .isEqualTo(expected);
    }

    private static List<Entry> read(String line) {
        Layer layer = TomlReader.read(new ConfigText(Path.of("file"), "[default]\n" + line + "\n"))
                .defaults();
        return layer.values().values().iterator().next();
    }
}

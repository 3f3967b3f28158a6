package dev.rustyolo.cli.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {
    private static final List<String> CANDIDATES = List.of("claude", "shell", "build");

    @ParameterizedTest
    @CsvSource({"cluade,claude", "Claude,claude", "claud,claude", "claudee,claude", "shel,shell", "biuld,build"})
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Suggestions.nearest(typed, CANDIDATES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "vim", "sh", "python3"})
    void staysSilentWhenNothingIsNear(String typed) {
        assertThat(Suggestions.nearest(typed, CANDIDATES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abc,abc,0", "abc,acb,1", "abc,ab,1", "abc,xbc,1", "abc,'',3"})
    void countsEdits(String left, String right, int distance) {
        assertThat(Suggestions.distance(left, right)).isEqualTo(distance);
    }
}

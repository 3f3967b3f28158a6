package dev.rustyolo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void takesOneOfTwoUids() {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(64000, Options.SILENCE, false));
        assertThat(Options.parse(List.of("--uid", "64001"))).isEqualTo(new Options(64001, Options.SILENCE, false));
        assertThat(Options.parse(List.of("--train"))).isEqualTo(new Options(64000, Options.SILENCE, true));
    }

    @Test
    void aSpareOneWaitsLonger() {
        assertThat(Options.parse(List.of("--uid", "64000", "--spare", "1800")))
                .isEqualTo(new Options(64000, Duration.ofMinutes(30), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--uid",
                "--uid 0",
                "--uid 1000",
                "--uid 64000 --train",
                "--uid 064000",
                "--uid 64000 --spare",
                "--uid 64000 --spare -1",
                "x"
            })
    void takesNothingElse(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(arguments.split(" ", -1))));
    }
}

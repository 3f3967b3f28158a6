package dev.rustyolo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void takesOneOfTwoUids() {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(64000, false));
        assertThat(Options.parse(List.of("--uid", "64001"))).isEqualTo(new Options(64001, false));
        assertThat(Options.parse(List.of("--train"))).isEqualTo(new Options(64000, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--uid", "--uid 0", "--uid 1000", "--uid 64000 --train", "--uid 064000", "x"})
    void takesNothingElse(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(arguments.split(" ", -1))));
    }
}

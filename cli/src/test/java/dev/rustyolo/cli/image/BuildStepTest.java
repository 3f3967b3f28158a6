package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildStepTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Step 3/12 : RUN apt-get update|3/12 RUN apt-get update",
                "#7 [3/9] RUN npm ci|3/9 RUN npm ci",
                "#12 [stage-1 2/4] COPY a b|stage-1 2/4 COPY a b"
            })
    void findsTheStep(String line, String step) {
        assertThat(BuildStep.of(line)).contains(step);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Step by step",
                " ---> Running in 0123",
                "#7 0.123 Get:1 [12/34] x",
                "#1 [internal] load build definition",
                "#7 DONE 0.1s",
                "Stepping 3/12 : x"
            })
    void findsNoneInOtherLines(String line) {
        assertThat(BuildStep.of(line)).isEmpty();
    }
}

package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.cli.failure.CliException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @Test
    void readsSecondsMinutesHoursAndNone() {
        assertThat(Durations.parse("--ttl", "")).isEqualTo(Durations.WARM);
        assertThat(Durations.parse("--ttl", "0")).isZero();
        assertThat(Durations.parse("--ttl", "90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Durations.parse("--ttl", "5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Durations.parse("--ttl", "24h")).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5", "m", "0s", "-1s", "25h", "1d", "5 m", "\u0665s", "99999999999999999999s", "1.5h", "forever"
            })
    void refusesAnythingElse(String typed) {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> Durations.parse("--ttl", typed))
                .withMessageContaining("--ttl");
    }
}

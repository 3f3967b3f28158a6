package dev.rustyolo.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HardLimitsTest {
    @Test
    void readsTheSecondOfTwoNumbers() {
        // Given
        List<String> lines = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             96365                4096                 processes ",
                "Max open files            1024                 20000                files     ");

        // Then
        assertThat(HardLimits.parse(lines)).isEqualTo(new HardLimits(20_000, 4_096));
    }

    @Test
    void leavesRoomForAProgram() {
        assertThat(HardLimits.ofThisProcess().files()).isGreaterThan(100);
        assertThat(HardLimits.ofThisProcess().processes()).isGreaterThan(100);
    }

    @Test
    void takesPlentyForUnlimitedAndForUnknown() {
        assertThat(HardLimits.parse(
                        List.of("Max processes             unlimited            unlimited       processes")))
                .isEqualTo(new HardLimits(1_048_576, 1_048_576));
    }
}

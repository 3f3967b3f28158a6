package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.LabExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
final class LabTest {
    @Test
    void startsAndSettles(Lab lab) {
        lab.settle();
        assertThat(lab.evil().sightings().all()).isNotEmpty();
    }
}

package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.attack.Battery;
import dev.rustyolo.e2e.attack.Catalogue;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.LabExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every attack must get through where there is no sandbox: else its failure in one would prove nothing. */
@ExtendWith(LabExtension.class)
final class ControlsTest {
    @Test
    void everyAttackGetsThroughWithoutASandbox(Lab lab) {
        assertThat(new Battery(lab, Catalogue.all()).controlsThatFail())
                .as("attacks that prove nothing, since even their control didn't get through")
                .isEmpty();
    }
}

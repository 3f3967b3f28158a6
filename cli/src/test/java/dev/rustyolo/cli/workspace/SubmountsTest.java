package dev.rustyolo.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.MachineFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmountsTest extends MachineFixture {
    private static final String TABLE = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            31 22 8:2 / /srv/data rw - ext4 /dev/sdb1 rw
            32 31 8:3 /x /srv/data/a\\040b rw - ext4 /dev/sdc1 rw
            33 22 8:4 / /srv/database rw - ext4 /dev/sdd1 rw
            """;

    @Test
    void findsWhatIsBelowAndNothingElse() {
        assertThat(Submounts.in(TABLE, Path.of("/srv/data"))).containsExactly(Path.of("/srv/data/a b"));
        assertThat(Submounts.in(TABLE, Path.of("/srv")))
                .containsExactly(Path.of("/srv/data"), Path.of("/srv/data/a b"), Path.of("/srv/database"));
        assertThat(Submounts.in(TABLE, Path.of("/srv/dat"))).isEmpty();
        assertThat(Submounts.in("", Path.of("/"))).isEmpty();
    }

    @Test
    void refusesAReadOnlyVolumeInWhichSomethingIsMounted() {
        // Given
        BindMount dev = BindMount.readOnly(Path.of("/"), "/data");
        MountSafety all = new MountSafety(machine.host(), List.of(Path.of("/")));

        // When
        CliException failure = catchThrowableOfType(CliException.class, () -> Submounts.requireNone(dev.source()));

        // Then
        assertThat(failure.exitCode()).isEqualTo(77);
        assertThat(failure.remedy()).contains("--allow-unsafe-mount /");
        assertThatCode(() -> all.requireVolume(dev)).doesNotThrowAnyException();
        assertThatCode(() -> Submounts.requireNone(machine.project())).doesNotThrowAnyException();
    }
}

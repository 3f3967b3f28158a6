package dev.rustyolo.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {
    /** The order of semver.org's own example among others. */
    private static final List<String> IN_ORDER = List.of(
            "0.1.0",
            "0.9.9",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.9.0",
            "1.10.0-rc.1",
            "1.10.0",
            "1.10.1",
            "10.0.0");

    @Test
    void versionsAreOrderedByTheirNumbersAndAPreReleaseComesBeforeItsRelease() {
        List<ReleaseVersion> versions =
                IN_ORDER.stream().map(ReleaseVersionTest::version).toList();

        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                assertThat(Integer.signum(versions.get(i).compareTo(versions.get(j))))
                        .as("%s and %s", versions.get(i), versions.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
        assertThat(versions.stream().map(ReleaseVersion::toString)).isEqualTo(IN_ORDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "1.2.x",
                "01.2.3",
                "1.02.3",
                "1.2.3-",
                "1.2.3-a..b",
                "1.2.3-01",
                "1.2.3+build",
                "1.2.3 ",
                " 1.2.3",
                "-1.2.3",
                "1.-2.3",
                "1.2.9999999999",
                "1.2.3-ä",
                "1.2.3-a_b",
                "1.2.3\n",
                "１.2.3",
                "latest",
                "1.2.3-../../x"
            })
    void whatIsNoVersionIsNone(String text) {
        assertThat(ReleaseVersion.parse(text)).isEmpty();
    }

    @Test
    void aVersionHasALength() {
        assertThat(ReleaseVersion.parse("1.2.3-" + "a".repeat(58))).isPresent();
        assertThat(ReleaseVersion.parse("1.2.3-" + "a".repeat(59))).isEmpty();
    }

    @Test
    void isBefore() {
        assertThat(Stream.of("0.9.0", "1.0.0-rc.1").map(ReleaseVersionTest::version))
                .allMatch(version -> version.isBefore(version("1.0.0")));
        assertThat(version("1.0.0").isBefore(version("1.0.0"))).isFalse();
    }

    static ReleaseVersion version(String text) {
        return ReleaseVersion.parse(text).orElseThrow();
    }
}

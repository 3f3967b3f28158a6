package dev.rustyolo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void takesOneOfTwoUids() {
        assertThat(Options.parse(List.of())).isEqualTo(options(64000, Options.SILENCE, false));
        assertThat(parse("--uid 64001")).isEqualTo(options(64001, Options.SILENCE, false));
        assertThat(parse("--train")).isEqualTo(options(64000, Options.SILENCE, true));
    }

    @Test
    void aSpareOneWaitsLonger() {
        assertThat(parse("--uid 64000 --spare 1800")).isEqualTo(options(64000, Duration.ofMinutes(30), false));
    }

    @Test
    void takesAPoolOfTheListAndLiterals() {
        AddressPlan plan = parse("--uid 64000 --pool 100.126.0.0/15 --literal 10.0.0.0/24:22"
                        + " --literal 198.51.100.7:5432 --spare 60")
                .plan();

        assertThat(plan.pool()).isEqualTo(Pool.SHARED);
        assertThat(plan.literals())
                .containsExactly(Literal.parse("10.0.0.0/24:22"), Literal.parse("198.51.100.7:5432"));
    }

    @Test
    void takesPortsToPublish() {
        Options options = parse("--uid 64000 --literal 10.0.0.1:22 --machine 172.17.0.1 --publish 1455 --publish 3000");

        assertThat(options.published()).containsExactly(1455, 3000);
        assertThat(options.machine()).contains(Inet4Address.ofLiteral("172.17.0.1"));
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
                "--uid 64000 --pool",
                "--uid 64000 --pool 198.18.0.0/16",
                "--uid 64000 --pool 0.0.0.0/0",
                "--uid 64000 --pool 198.18.0.0/15 --pool 198.18.0.0/15",
                "--uid 64000 --literal",
                "--uid 64000 --literal 10.0.0.0/8:22",
                "--uid 64000 --literal 198.18.0.1:22",
                "--uid 64000 --literal example.com:22",
                "--uid 64000 --literal 10.0.0.1:22 --pool 100.126.0.0/15",
                "--uid 64000 --spare 60 --literal 10.0.0.1:22",
                "--uid 64000 --spare 60 ",
                "--uid 64000 --publish 1455",
                "--uid 64000 --machine 172.17.0.1",
                "--uid 64000 --machine",
                "--uid 64000 --machine 2001:db8::1 --publish 1455",
                "--uid 64000 --machine machine --publish 1455",
                "--uid 64000 --machine 172.17.0.1 --publish",
                "--uid 64000 --machine 172.17.0.1 --publish 0",
                "--uid 64000 --machine 172.17.0.1 --publish 15001",
                "--uid 64000 --machine 172.17.0.1 --publish 1455 --literal 10.0.0.1:22",
                "--uid 64000 --spare 60 --machine 172.17.0.1 --publish 1455",
                "x"
            })
    void takesNothingElse(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments));
    }

    private static Options parse(String arguments) {
        return Options.parse(List.of(arguments.split(" ", -1)));
    }

    private static Options options(int uid, Duration patience, boolean train) {
        return new Options(uid, patience, train, AddressPlan.DEFAULT, List.of(), Optional.empty());
    }
}

package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.policy.Pool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendQueuesTest {
    @ParameterizedTest
    @CsvSource({
        // listener, nothing queued outside, queued outside, queued to loopback, to the pool, to the agent, mapped
        // outside,
        // IPv6
        "0: 0100007F:3A99 00000000:0000 0A 00000000:00000007 00:0 0 0 0, true",
        "1: 020011AC:A2B4 0764 33C6:01BB 01 00000000:00000000 00:0 0 64000, true",
        "2: 020011AC:A2B4 076433C6:01BB 01 00000A00:00000000 00:0 0 64000, false",
        "3: 0100007F:A2B4 0100007F:01BB 01 00000A00:00000000 00:0 0 1000, true",
        "4: 020012C6:01BB 020013C6:A2B4 01 00000A00:00000000 00:0 0 64000, true",
        "5: 020011AC:01BB 020014C6:A2B4 01 00000A00:00000000 00:0 0 64000, false",
        "6: 0000000000000000FFFF0000020011AC:A2B4 0000000000000000FFFF0000076433C6:01BB 01 00000001:00000000 00, false",
        "8: 050013C6:0016 826433C6:A2B4 01 00000A00:00000000 00:0 0 64000, true",
        "7: B80D0120000000000000000002000000:A2B4 B80D0120000000000000000007000000:01BB 01 00000001:00000000 00, false",
    })
    void seesWhatIsStillToLeave(String line, boolean idle) {
        assertThat(SendQueues.isIdle(line.replace("0764 33C6", "076433C6"), Pool.BENCHMARKING))
                .isEqualTo(idle);
    }
}

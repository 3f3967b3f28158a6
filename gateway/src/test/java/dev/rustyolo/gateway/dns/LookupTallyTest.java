package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class LookupTallyTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final LookupTally tally = new LookupTally(new SetClock(now));

    @Test
    void theQuestionsOfOneLookUpCountOnce() {
        assertThat(tally.isAnother("evil.test", Type.AAAA)).isTrue();
        assertThat(tally.isAnother("evil.test", Type.A)).isFalse();
        assertThat(tally.isAnother("evil.test", Type.HTTPS)).isFalse();
        assertThat(tally.isAnother("other.test", Type.A)).isTrue();
    }

    @Test
    void theSameQuestionAgainIsAnotherLookUp() {
        assertThat(tally.isAnother("evil.test", Type.A)).isTrue();
        assertThat(tally.isAnother("evil.test", Type.AAAA)).isFalse();
        assertThat(tally.isAnother("evil.test", Type.A)).isTrue();
        assertThat(tally.isAnother("evil.test", Type.AAAA)).isFalse();
    }

    @Test
    void aQuestionLaterIsAnotherLookUp() {
        assertThat(tally.isAnother("evil.test", Type.A)).isTrue();
        now.set(Instant.EPOCH.plusSeconds(2));
        assertThat(tally.isAnother("evil.test", Type.AAAA)).isTrue();
    }

    @Test
    void whatNoLookUpAsksForCountsEachTime() {
        assertThat(tally.isAnother("evil.test", Type.TXT)).isTrue();
        assertThat(tally.isAnother("evil.test", Type.TXT)).isTrue();
    }

    @Test
    void manyNamesTakeNoMoreRoom() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(tally.isAnother(i + ".test", Type.A)).isTrue();
        }
        assertThat(tally.isAnother("9999.test", Type.AAAA)).isFalse();
        assertThat(tally.isAnother("0.test", Type.AAAA)).isTrue();
    }
}

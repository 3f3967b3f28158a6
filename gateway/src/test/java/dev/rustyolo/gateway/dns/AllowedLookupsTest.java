package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowedLookupsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AllowedLookups lookups = new AllowedLookups(new SetClock(now));

    @Test
    void tellsANameOnceAMinute() {
        assertThat(lookups.isNews("a.test")).isTrue();
        assertThat(lookups.isNews("a.test")).isFalse();
        assertThat(lookups.isNews("b.test")).isTrue();

        now.set(Instant.EPOCH.plusSeconds(60));

        assertThat(lookups.isNews("a.test")).isTrue();
    }

    @Test
    void tellsFewOfAFloodAndGoesOnAfterwards() {
        assertThat(flood("one")).isEqualTo(50);
        assertThat(flood("two")).isZero();

        now.set(Instant.EPOCH.plusSeconds(1));

        assertThat(flood("three")).isEqualTo(50);
    }

    private long flood(String word) {
        return IntStream.range(0, 10_000)
                .filter(i -> lookups.isNews(word + i + ".wild.test"))
                .count();
    }
}

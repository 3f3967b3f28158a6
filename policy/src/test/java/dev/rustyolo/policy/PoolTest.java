package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
    @ParameterizedTest
    @EnumSource
    void isFoundByItsText(Pool pool) {
        assertThat(Pool.of(pool.toString())).contains(pool);
        assertThat(pool.range().prefixLength()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "198.18.0.0/16", "198.18.0.0", "198.18.0.0/15 ", "0.0.0.0/0", "BENCHMARKING"})
    void nothingElseIsOne(String text) {
        assertThat(Pool.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8 192.168.1.0/24 | 198.18.0.0/15",
                "198.18.0.2/32 | 100.126.0.0/15",
                "198.16.0.0/13 | 100.126.0.0/15",
                "198.19.255.255/32 100.64.0.0/10 | 10.254.0.0/15",
                "198.20.0.0/16 198.17.0.0/16 2001:db8::/32 | 198.18.0.0/15",
                "198.18.0.2/32 100.64.0.0/10 10.0.0.0/8 | none",
            })
    void isTheFirstThatNothingUses(String used, String pool) {
        List<Cidr> ranges = Arrays.stream(used.split(" ")).map(Cidr::parse).toList();

        assertThat(Pool.clearOf(ranges).map(Pool::toString).orElse("none")).isEqualTo(pool);
    }
}

package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPlanTest {
    private static AddressPlan plan(Pool pool, String literals) {
        return new AddressPlan(
                pool, Arrays.stream(literals.split(" ")).map(Literal::parse).toList());
    }

    private static InetAddress ip(String text) {
        return IpAddresses.parse(text);
    }

    @Test
    void givesEachRangeOneOfItsSizeInTheUpperHalf() {
        AddressPlan plan = plan(
                Pool.BENCHMARKING, "198.51.100.7:5432 10.0.0.0/24:22 172.16.0.0/20:443 10.0.0.0/24:80 10.0.0.5:99");

        assertThat(plan.places())
                .extracting(place -> place.real() + " " + place.inside())
                .containsExactly(
                        "172.16.0.0/20 198.19.0.0/20",
                        "10.0.0.0/24 198.19.16.0/24",
                        "198.51.100.7/32 198.19.17.0/32",
                        "10.0.0.5/32 198.19.17.1/32");
        assertThat(plan.literalHalf()).hasToString("198.19.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({
        "198.19.15.255, 172.16.15.255",
        "198.19.16.5, 10.0.0.5",
        "198.19.17.0, 198.51.100.7",
        "198.19.17.1, 10.0.0.5",
        "198.19.17.2, none",
        "198.19.255.255, none",
        "198.18.0.1, none",
        "198.20.0.0, none",
        "10.0.0.5, none",
        "2001:db8::7, none",
    })
    void knowsWhichRealAddressIsMeant(String inside, String real) {
        AddressPlan plan = plan(Pool.BENCHMARKING, "198.51.100.7:5432 10.0.0.0/24:22 172.16.0.0/20:443 10.0.0.5:99");

        assertThat(plan.literalAt(ip(inside)).map(IpAddresses::format).orElse("none"))
                .isEqualTo(real);
    }

    @ParameterizedTest
    @EnumSource
    void eachAddressOfAWholeRangeHasItsOwn(Pool pool) {
        AddressPlan plan = plan(pool, "172.20.0.0/16:443");
        byte[] first = plan.literalHalf().network().getAddress();

        for (int i = 0; i < 1 << 16; i += 251) {
            InetAddress inside = IpAddresses.of(first[0], first[1], (byte) (i >> 8), (byte) i);
            assertThat(plan.literalAt(inside)).contains(ip("172.20." + (i >> 8) + "." + (i & 0xff)));
            assertThat(plan.indexOf(inside)).isEmpty();
            assertThat(plan.isInside(inside)).isTrue();
        }
    }

    @Test
    void allowsOnlyTheAddressWithItsPort() {
        AddressPlan plan = plan(Pool.BENCHMARKING, "198.51.100.7:5432 10.0.0.0/24:22 10.0.0.5:99");

        assertThat(plan.allows(ip("10.0.0.5"), 22)).isTrue();
        assertThat(plan.allows(ip("10.0.0.5"), 99)).isTrue();
        assertThat(plan.allows(ip("10.0.0.6"), 99)).isFalse();
        assertThat(plan.allows(ip("10.0.0.5"), 5432)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void namesHaveTheLowerHalf(Pool pool) {
        AddressPlan plan = new AddressPlan(pool, List.of());

        for (int index : new int[] {0, 1, 255, 256, 65_535}) {
            assertThat(plan.indexOf(plan.addressOf(index))).contains(index);
            assertThat(plan.literalAt(plan.addressOf(index))).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> plan.addressOf(65_536));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.11", "0.0.0.0", "198.18.0.1", "198.19.255.255", "::1", "::"})
    void isInside(String address) {
        assertThat(AddressPlan.DEFAULT.isInside(ip(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.17.255.255", "198.20.0.0", "198.51.100.7", "100.126.0.1", "10.254.0.1", "c612::1"})
    void isOutside(String address) {
        assertThat(AddressPlan.DEFAULT.isInside(ip(address))).isFalse();
    }

    @Test
    void anotherPoolLeavesTheFirstOutside() {
        AddressPlan plan = new AddressPlan(Pool.SHARED, List.of());

        assertThat(plan.isInside(ip("198.18.0.1"))).isFalse();
        assertThat(plan.isInside(ip("100.126.0.1"))).isTrue();
    }

    @Test
    void saysWhenThereIsNoRoom() {
        String many = String.join(
                " ",
                IntStream.rangeClosed(0, AddressPlan.MAX_LITERALS)
                        .mapToObj(i -> "198.51.100.7:" + (i + 1000))
                        .toList());

        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> plan(Pool.BENCHMARKING, "10.0.0.0/16:22 198.51.100.7:22"))
                .withMessageContaining("65537 of them, and there is room for 65536");
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> plan(Pool.BENCHMARKING, many))
                .withMessageContaining("more than 256 rules");
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> plan(Pool.PRIVATE, "10.255.0.7:22"))
                .withMessageContaining("--pool");
    }
}

package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "10.1.2.3/32, 10.1.2.3/32",
        "10.1.2.254/31, 10.1.2.254/31",
        "FD00:1234:0::/32, fd00:1234::/32",
        "::/0, ::/0",
        "2001:db8::1/128, 2001:db8::1/128",
        "2001:db8:8000::/33, 2001:db8:8000::/33",
    })
    void readsRanges(String text, String canonical) {
        assertThat(Cidr.parse(text)).hasToString(canonical);
        assertThat(Cidr.parse(canonical)).isEqualTo(Cidr.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8 ",
                "10.0.0.0/ 8",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10/8",
                "10.0.0/8",
                "010.0.0.0/8",
                "0xa.0.0.0/8",
                "10.0.0.0/\uff18",
                "10.0.0.0/4294967304",
                "::/129",
                "::1",
                "::ffff:10.0.0.0/104",
                "::ffff:a00:0/104",
                "fe80::1%eth0/128",
                "example.com/8",
                "10.0.0.0/8,192.168.0.0/16",
                "10.0.0.0\0/8",
            })
    void refusesWhatIsNotARange(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(InvalidCidrException.class)
                .hasMessageContaining("write it like 10.0.0.0/8, 10.1.2.3/32 or fd00:1234::/32");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, write 10.0.0.0/8 for the range or 10.1.2.3/32 for the one address",
        "10.0.0.1/31, write 10.0.0.0/31 for the range or 10.0.0.1/32 for the one address",
        "1.2.3.4/0, write 0.0.0.0/0 for the range or 1.2.3.4/32 for the one address",
        "fd00::1/64, write fd00::/64 for the range or fd00::1/128 for the one address",
        "fd00:8000::/16, write fd00::/16 for the range or fd00:8000::/128 for the one address",
    })
    void saysHowToFixHostBits(String text, String remedy) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOfSatisfying(
                        InvalidCidrException.class, e -> assertThat(e.remedy()).isEqualTo(remedy));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "100.64.0.0/10, 100.127.255.255, true",
        "100.64.0.0/10, 100.128.0.0, false",
        "100.64.0.0/10, 100.63.255.255, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 10.0.0.1, false",
        "::/0, ffff::, true",
        "::/96, 0.0.0.1, false",
        "fc00::/7, fdff::1, true",
        "fc00::/7, fe00::1, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "2001:db8::1/128, 2001:db8::1, true",
        "2001:db8::1/128, 2001:db8::2, false",
    })
    void containsByPrefix(String range, String address, boolean contained) {
        assertThat(Cidr.parse(range).contains(IpAddresses.parse(address))).isEqualTo(contained);
    }

    @Test
    void knowsSingleAddresses() {
        assertThat(Cidr.parse("10.0.0.1/32").isSingleAddress()).isTrue();
        assertThat(Cidr.parse("fd00::1/128").isSingleAddress()).isTrue();
        assertThat(Cidr.parse("10.0.0.0/31").isSingleAddress()).isFalse();
        assertThat(Cidr.parse("fd00::/32").isSingleAddress()).isFalse();
    }

    @Test
    void ignoresScopes() throws UnknownHostException {
        byte[] bytes = IpAddresses.parse("fe80::1").getAddress();

        assertThat(Cidr.parse("fe80::1/128").contains(Inet6Address.getByAddress("", bytes, 1)))
                .isTrue();
        assertThat(new Cidr(Inet6Address.getByAddress("host", bytes, 1), 128)).hasToString("fe80::1/128");
    }
}

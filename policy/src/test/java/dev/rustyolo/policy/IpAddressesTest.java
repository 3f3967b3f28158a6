package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "198.51.100.7, 198.51.100.7",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "fe80::, fe80::",
        "64:ff9b::a00:1, 64:ff9b::a00:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    })
    void readsAndWritesAddresses(String text, String canonical) {
        assertThat(IpAddresses.format(IpAddresses.parse(text))).isEqualTo(canonical);
        assertThat(IpAddresses.parse(canonical)).isEqualTo(IpAddresses.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.04",
                "256.1.1.1",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "2130706433",
                "1.2.3.4 ",
                " 1.2.3.4",
                "+1.2.3.4",
                "1.2.3.-4",
                "1..2.3",
                "1.2.3.",
                "\u0661.2.3.4",
                "\uff11.2.3.4",
                "localhost",
                "db",
                "example.com",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3",
                "12345::",
                "g::",
                "[::1]",
                "fe80::1%eth0",
                "fe80::1%1",
                "::ffff:10.0.0.1",
                "::ffff:a00:1",
                "64:ff9b::10.0.0.1",
                "::1\n",
                "::1\0",
                "1.2.3.4/32",
            })
    void refusesWhatProgramsReadDifferently(String text) {
        assertThatThrownBy(() -> IpAddresses.parse(text))
                .isInstanceOf(InvalidAddressException.class)
                .hasMessage(Text.quote(text) + " is not an IP address: it is not in the plain form;"
                        + " write it like 198.51.100.7 or 2001:db8::7");
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = random.nextInt(3) > 0 ? 0 : (byte) random.nextInt();
            }
            InetAddress address = IpAddresses.of(bytes);
            String text = IpAddresses.format(address);

            // Only the mapped ones, which are IPv4 by now, could fail, and those come out as IPv4.
            assertThat(IpAddresses.parse(text)).as(text).isEqualTo(address);
        }
    }

    @Test
    void refusesOtherNumbersOfBytes() {
        assertThatThrownBy(() -> IpAddresses.of(new byte[5])).hasMessageContaining("not 4 or 16 bytes: 5");
    }
}

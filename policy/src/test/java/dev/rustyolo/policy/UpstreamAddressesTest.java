package dev.rustyolo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamAddressesTest {
    private static final AddressVerdict PERMITTED = new AddressVerdict.Permitted();
    private static final UpstreamAddresses PUBLIC_ONLY = new UpstreamAddresses(List.of(), List.of());

    /** Whoever owns an allowed name may have it lead here. */
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "64:ff9b::808:808", "2a00:1450::1"})
    void refusesTheMachinesOwnUnlessListed(String text) {
        InetAddress address = IpAddresses.parse(text);
        List<InetAddress> machine = List.of(IpAddresses.parse("8.8.8.8"), IpAddresses.parse("2a00:1450::1"));

        assertThat(PUBLIC_ONLY.judge(address)).as("somebody else's").isEqualTo(PERMITTED);
        assertThat(new UpstreamAddresses(List.of(), machine).judge(address))
                .isInstanceOfSatisfying(
                        AddressVerdict.Refused.class,
                        refused -> assertThat(refused.explanation())
                                .contains("is an address of this machine; --allow-private "));
        List<Cidr> listed = List.of(Cidr.parse("8.8.8.0/24"), Cidr.parse("2a00:1450::/32"));
        assertThat(new UpstreamAddresses(listed, machine).judge(address)).isEqualTo(PERMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "168.63.129.15",
                // documentation
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.255",
                "2001:db8::7",
                "3fff::1",
                // IPv6, also with a public address inside
                "2000::1",
                "2606:4700::1111",
                "2a00:1450::1",
                "3ffe:ffff::1",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "2001:0:808:808::f7f7:f7f7",
            })
    void permitsThePublicInternet(String address) {
        assertThat(PUBLIC_ONLY.judge(IpAddresses.parse(address))).isEqualTo(PERMITTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0 | 0.0.0.0 is an address of this host",
                "0.255.255.255 | an address of this host",
                "10.0.0.0 | 10.0.0.0 is a private address (RFC 1918); --allow-private 10.0.0.0/32 would permit it",
                "10.255.255.255 | a private address",
                "100.64.0.0 | a shared carrier address",
                "100.127.255.255 | a shared carrier address",
                "127.0.0.1 | a loopback address",
                "127.255.255.255 | a loopback address",
                "169.254.0.1 | a link-local address",
                "172.16.0.0 | a private address",
                "172.31.255.255 | a private address",
                "192.0.0.1 | a protocol assignment",
                "192.0.0.255 | a protocol assignment",
                "192.168.0.0 | a private address",
                "192.168.255.255 | a private address",
                "198.18.0.0 | a benchmarking address",
                "198.19.255.255 | a benchmarking address",
                "224.0.0.1 | a multicast address",
                "239.255.255.255 | a multicast address",
                "240.0.0.1 | a reserved address",
                "255.255.255.255 | the broadcast address",
                ":: | :: is the unspecified address",
                "::1 | ::1 is the loopback address (RFC 4291); --allow-private ::1/128 would permit it",
                "::a00:1 | an IPv4-compatible address",
                "::808:808 | an IPv4-compatible address",
                "64:ff9b:1::808:808 | an address of a local NAT64",
                "64:ff9b:1:ffff::1 | an address of a local NAT64",
                "2001:2::1 | a benchmarking address",
                "fc00::1 | a unique local address",
                "fdff:ffff::1 | a unique local address",
                "fe80::1 | a link-local address",
                "febf::1 | a link-local address",
                "fec0::1 | a site-local address",
                "feff::1 | a site-local address",
                "ff02::1 | a multicast address",
                "1::1 | not a global unicast address",
                "100::1 | not a global unicast address",
                "64:ff9b:2::1 | not a global unicast address",
                "4000::1 | not a global unicast address",
                "5f00::1 | not a global unicast address",
                "fe00::1 | not a global unicast address",
                // an IPv4 address inside
                "64:ff9b::a00:1 | 64:ff9b::a00:1 leads to 10.0.0.1 is a private address",
                "64:ff9b::7f00:1 | leads to 127.0.0.1 is a loopback address",
                "64:ff9b::a9fe:a9fe | leads to 169.254.169.254 is the metadata service of a cloud",
                "2002:a00:1::1 | 2002:a00:1::1 leads to 10.0.0.1 is a private address",
                "2002:c0a8:101:: | leads to 192.168.1.1 is a private address",
                "2002:a9fe:a9fe:: | leads to 169.254.169.254 is the metadata service of a cloud",
                "2001:0:a00:1::f7f7:f7f7 | leads to 10.0.0.1 is a private address",
                "2001:0:808:808::f5ff:fffe | leads to 10.0.0.1 is a private address",
                "2001:0:808:808::5601:5601 | leads to 169.254.169.254 is the metadata service of a cloud",
            })
    void refusesEverythingElse(String address, String explanation) {
        assertThat(PUBLIC_ONLY.judge(IpAddresses.parse(address)))
                .isInstanceOfSatisfying(
                        AddressVerdict.Refused.class,
                        refused -> assertThat(refused.explanation())
                                .contains(explanation)
                                .contains("--allow-private ")
                                .matches("[ -~]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.0.0.0/8",
        "10.1.2.3, 10.1.2.3/32",
        "10.1.2.3, 0.0.0.0/0",
        "127.0.0.1, 127.0.0.0/8",
        "169.254.1.1, 169.254.0.0/16",
        "fd00::1, fd00::/8",
        "::1, ::1/128",
        "fe80::1, fe80::/10",
        "ff02::1, ::/0",
        "64:ff9b::a00:1, 10.0.0.0/8",
        "2002:a00:1::1, 10.0.0.0/8",
        "64:ff9b:1::808:808, 64:ff9b:1::/48",
    })
    void permitsWhatIsListed(String address, String range) {
        assertThat(judge(address, range)).isEqualTo(PERMITTED);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.4/32",
        "10.1.2.3, 192.168.0.0/16",
        "10.1.2.3, ::/0",
        "::1, 127.0.0.0/8",
        "::1, 0.0.0.0/0",
        "fd00::1, 0.0.0.0/0",
        // both the outer and the inner address have to be public or listed
        "64:ff9b::a00:1, 64:ff9b::/96",
        "2002:a00:1::1, 2002::/16",
        "64:ff9b:1::a00:1, 64:ff9b:1::/48",
        "64:ff9b:1::a00:1, 10.0.0.0/8",
        "::a00:1, 10.0.0.0/8",
        "::a00:1, ::/96",
    })
    void refusesWhatIsNotListed(String address, String range) {
        assertThat(judge(address, range)).isInstanceOf(AddressVerdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, 169.254.0.0/16, 169.254.169.254/32",
        "169.254.169.254, 169.254.169.254/31, 169.254.169.254/32",
        "169.254.170.2, 169.254.0.0/16, 169.254.170.2/32",
        "169.254.170.23, 0.0.0.0/0, 169.254.170.23/32",
        "100.100.100.200, 100.64.0.0/10, 100.100.100.200/32",
        "168.63.129.16, 0.0.0.0/0, 168.63.129.16/32",
        "192.0.0.192, 192.0.0.0/24, 192.0.0.192/32",
        "fd00:ec2::254, fc00::/7, fd00:ec2::254/128",
        "fd00:ec2::254, fd00:ec2::254/127, fd00:ec2::254/128",
        "fd00:ec2::23, ::/0, fd00:ec2::23/128",
        "fd20:ce::254, fd00::/8, fd20:ce::254/128",
        "64:ff9b::a9fe:a9fe, 169.254.0.0/16, 169.254.169.254/32",
    })
    void permitsMetadataServicesOnlyByTheirVeryAddress(String address, String range, String single) {
        assertThat(PUBLIC_ONLY.judge(IpAddresses.parse(address)))
                .isInstanceOfSatisfying(
                        AddressVerdict.Refused.class,
                        refused -> assertThat(refused.explanation())
                                .endsWith("is the metadata service of a cloud; --allow-private " + single
                                        + " would permit it"));
        assertThat(judge(address, range)).isInstanceOf(AddressVerdict.Refused.class);
        assertThat(judge(address, single)).isEqualTo(PERMITTED);
    }

    @Test
    void seesThroughMappedAddressesInEveryGuise() throws UnknownHostException {
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        System.arraycopy(new byte[] {10, 0, 0, 1}, 0, mapped, 12, 4);

        for (InetAddress address :
                List.of(InetAddress.getByAddress(mapped), Inet6Address.getByAddress("", mapped, 0))) {
            assertThat(PUBLIC_ONLY.judge(address))
                    .isInstanceOfSatisfying(
                            AddressVerdict.Refused.class,
                            refused -> assertThat(refused.explanation()).startsWith("10.0.0.1 is a private address"));
            assertThat(new UpstreamAddresses(List.of(Cidr.parse("10.0.0.0/8")), List.of()).judge(address))
                    .isEqualTo(PERMITTED);
        }
    }

    @Test
    void seesThroughScopesAndHostNames() throws UnknownHostException {
        byte[] bytes = IpAddresses.parse("fd00:ec2::254").getAddress();

        assertThat(PUBLIC_ONLY.judge(Inet6Address.getByAddress("public.example", bytes, 3)))
                .isInstanceOfSatisfying(
                        AddressVerdict.Refused.class,
                        refused ->
                                assertThat(refused.explanation()).startsWith("fd00:ec2::254 is the metadata service"));
    }

    private static AddressVerdict judge(String address, String range) {
        return new UpstreamAddresses(List.of(Cidr.parse(range)), List.of()).judge(IpAddresses.parse(address));
    }
}

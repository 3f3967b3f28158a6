package dev.rustyolo.e2e.lab;

import static dev.rustyolo.e2e.lab.Addresses.v4;
import static dev.rustyolo.e2e.lab.Addresses.v6;

import java.util.stream.Stream;

/** The names of the lab, as arguments of {@code e2e/lab/dns.py}. */
final class Zone {
    private Zone() {}

    static Stream<String> lines() {
        String origin = v4(Addresses.ALLOWED) + "," + v6(Addresses.ALLOWED);
        String cdn = v4(Addresses.CDN) + "," + v6(Addresses.CDN);
        String evil = v4(Addresses.EVIL) + "," + v6(Addresses.EVIL);
        return Stream.of(
                "allowed.test=" + origin,
                "*.allowed.test=" + origin,
                "v6only.allowed.test=" + v6(Addresses.ALLOWED),
                "evil.test=" + evil,
                "*.evil.test=" + evil,
                "cdn-allowed.test=" + cdn,
                "cdn-evil.test=" + cdn,
                "edge.test=" + v4(Addresses.EDGE) + "," + v6(Addresses.EDGE),
                // One family leads nowhere, the other to a server.
                "dead4.test=" + v4(Addresses.NOBODY) + "," + v6(Addresses.EDGE),
                "dead6.test=" + v4(Addresses.EDGE) + "," + v6(Addresses.NOBODY),
                // A machine that is there, and nobody listens on port 80.
                "down.test=" + v4(Addresses.MODEL),
                "api.anthropic.com=" + v4(Addresses.MODEL),
                "api.openai.com=" + v4(Addresses.MODEL),
                "generativelanguage.googleapis.com=" + v4(Addresses.MODEL),
                // Allowed names of an owner who points them at what must not be reached. The lab's router is the
                // evil host, so that it sees each of these when a gateway dials them.
                "private.test=10.99.0.66",
                "loopback.test=127.0.0.1,::1",
                "machine.test=" + Addresses.HOST4 + "," + Addresses.HOST6,
                "fake.test=198.18.7.7",
                "metadata.test=169.254.169.254,fd00:ec2::254",
                "carrier.test=100.64.0.66",
                "unspecified.test=0.0.0.0,::",
                "mapped.test=::ffff:10.99.0.66,64:ff9b::a63:42",
                "unique-local.test=fd99::66",
                "link-local.test=169.254.10.20",
                "sixtofour.test=2002:a63:42::1",
                "teredo.test=2001:0:a63:42::1",
                "nat64.test=64:ff9b:1::a63:42",
                "reserved.test=240.99.0.66",
                "benchmark.test=198.18.77.77",
                "oracle.test=192.0.0.192",
                "azure.test=168.63.129.16",
                "alias.test=@private.test",
                "*.nip.test=10.99.0.66",
                "metadata.google.internal=169.254.169.254",
                // First or beside it something harmless, where nobody listens on port 80.
                "turns.test=" + v4(Addresses.MODEL) + "|10.99.0.66",
                "mixed.test=" + v4(Addresses.MODEL) + ",10.99.0.66");
    }
}

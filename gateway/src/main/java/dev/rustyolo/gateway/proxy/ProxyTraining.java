package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.dns.UpstreamResolver;
import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Loads what a connection needs: one over the loopback device that is refused, and the gates on a few bytes. */
public final class ProxyTraining {
    private ProxyTraining() {}

    /** Runs it; the policy is only asked. */
    public static void run(PolicyInForce policy, EventSink events) throws IOException {
        DomainName name = DomainName.parse("example.com");
        judge(new HttpGate(name, 80), "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");
        judge(new TlsGate(name), "\26\3\1\0\4\1\0\0\0");
        goOn(new TlsGate(name), "\24\3\3\0\1\1\26\3\3\0\4\20\0\0\0");
        judge(SshGate.ofClient(), "SSH-2.0-x\r\n");
        judge(new OpaqueGate(name), "x");
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var dialer = new Dialer(policy, new UpstreamResolver(policy, Clock.systemUTC()));
            new TransparentProxy(listener, policy, new SyntheticAddresses(), dialer, events).start();
            try (var client = new java.net.Socket()) {
                client.connect(listener.getLocalAddress());
                client.setSoTimeout(1_000);
                client.getInputStream().read();
            } catch (IOException e) {
                // Refused, as a connection to an address without a name is.
            }
        }
    }

    private static void judge(Gate gate, String bytes) throws IOException {
        gate.judge(stream(bytes));
    }

    /** What comes after a hello and its answer. */
    private static void goOn(TlsGate gate, String bytes) {
        var hellos = new ServerHellos();
        byte[] answer = {RecordHeader.ALERT, 3, 3, 0, 2, 1, 0, RecordHeader.HANDSHAKE, 3, 3, 0, 4, 2, 0, 0, 0};
        hellos.show(answer, answer.length);
        var later = new LaterHellos(new byte[0], stream(bytes), gate, hellos, new FirstBytes.Budget(), refusal -> {});
        try {
            later.readAllBytes();
        } catch (IOException e) {
            // Refused: the answer is malformed.
        }
    }

    private static ByteArrayInputStream stream(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}

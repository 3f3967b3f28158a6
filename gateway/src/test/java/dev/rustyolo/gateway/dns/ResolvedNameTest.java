package dev.rustyolo.gateway.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.WireNames;
import dev.rustyolo.gateway.WireNames.Wire;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.Verdict;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What was judged is what is resolved, byte for byte: from the agent's question to the one that leaves. */
class ResolvedNameTest {
    private static final int HEADER = 12;

    static Stream<Wire> names() {
        return WireNames.all().filter(wire -> !wire.name().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void leavesAsItWasJudged(Wire wire) throws IOException {
        // Given
        var policy = new PolicyInForce();
        policy.replace(WireNames.POLICY, List.of());
        var addresses = new SyntheticAddresses();
        Message query = new Message(WireNames.question(wire.text()).orElseThrow());
        Message answer = new Answers(policy, addresses, _ -> {}).answer(query);
        ARecord address = (ARecord) answer.getSection(Section.ANSWER).getFirst();

        // When
        DomainName judged = addresses.nameOf(address.getAddress()).orElseThrow();
        String asked = asked(judged);

        // Then
        assertThat(policy.judgeName(judged)).isInstanceOf(Verdict.Allow.class);
        assertThat(asked).isEqualTo(judged.ascii()).isEqualTo(wire.name());
        String typed = wire.text().endsWith(".") ? wire.text().replaceFirst("\\.$", "") : wire.text();
        assertThat(asked).isEqualTo(typed.toLowerCase(Locale.ROOT));
    }

    /** The name in the question that a server gets, read from its bytes by hand. */
    private static String asked(DomainName name) throws IOException {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var question = CompletableFuture.supplyAsync(() -> receiveAndRefuse(server));
            UpstreamQuery.ask(server.getLocalAddress(), server.getLocalPort(), name, Type.A);
            byte[] bytes = question.join();
            var labels = new StringBuilder();
            for (int at = HEADER; bytes[at] != 0; at += 1 + bytes[at]) {
                labels.append(labels.isEmpty() ? "" : ".").append(new String(bytes, at + 1, bytes[at], ISO_8859_1));
            }
            return labels.toString();
        }
    }

    private static byte[] receiveAndRefuse(DatagramSocket server) {
        try {
            var packet = new DatagramPacket(new byte[512], 512);
            server.receive(packet);
            byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
            byte[] answer = question.clone();
            answer[2] |= (byte) 0x80; // QR: an answer
            answer[3] |= 3; // NXDOMAIN
            server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            return question;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

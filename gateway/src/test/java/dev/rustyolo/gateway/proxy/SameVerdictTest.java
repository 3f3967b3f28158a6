package dev.rustyolo.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.WireNames;
import dev.rustyolo.gateway.WireNames.Wire;
import dev.rustyolo.gateway.dns.Answers;
import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** The same bytes where a name may stand have the same verdict at every entry: DNS question, SNI and Host. */
class SameVerdictTest {
    private static final int HTTP = 80;

    static Stream<Wire> names() {
        return WireNames.all();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasTheSameVerdictEverywhere(Wire wire) throws IOException {
        assertThat(resolvedAs(wire.text())).as("DNS").isEqualTo(wire.name());
        Set<String> expected = wire.name().isEmpty() ? Set.of() : Set.of(wire.name());
        assertThat(connectionsThatPass(true, wire.text())).as("SNI").isEqualTo(expected);
        assertThat(connectionsThatPass(false, wire.text())).as("Host").isEqualTo(expected);
    }

    /** The name that a connection to the address in the answer is for; empty when there is no answer. */
    private static String resolvedAs(String text) throws IOException {
        Optional<byte[]> question = WireNames.question(text);
        if (question.isEmpty()) {
            return "";
        }
        var policy = new PolicyInForce();
        policy.replace(WireNames.POLICY, List.of());
        var addresses = new SyntheticAddresses();
        Message query;
        try {
            query = new Message(question.get());
        } catch (IOException e) {
            return "";
        }
        Message answer = new Answers(policy, addresses, _ -> {}).answer(query);
        return answer.getSection(Section.ANSWER).stream()
                .map(item -> addresses.nameOf(((ARecord) item).getAddress()).orElseThrow())
                .map(DomainName::ascii)
                .findFirst()
                .orElse("");
    }

    /** The allowed names whose connections take these bytes for their own. */
    private static Set<String> connectionsThatPass(boolean tls, String text) throws IOException {
        var passed = new TreeSet<String>();
        for (String name : WireNames.all()
                .map(Wire::name)
                .filter(n -> !n.isEmpty())
                .distinct()
                .toList()) {
            DomainName connection = DomainName.parse(name);
            Gate gate = tls ? new TlsGate(connection) : new HttpGate(connection, HTTP);
            byte[] bytes = tls
                    ? record(Hellos.handshake(Hellos.body(Hellos.sni(text))))
                    : ("GET / HTTP/1.1\r\nHost: " + text + "\r\n\r\n").getBytes(ISO_8859_1);
            if (gate.judge(new ByteArrayInputStream(bytes)) instanceof Gate.Pass) {
                passed.add(name);
            }
        }
        return passed;
    }

    private static byte[] record(byte[] handshake) {
        return Hellos.join(new byte[] {22, 3, 1}, Hellos.number16(handshake.length), handshake);
    }
}

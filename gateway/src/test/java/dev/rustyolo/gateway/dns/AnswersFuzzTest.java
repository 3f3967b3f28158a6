package dev.rustyolo.gateway.dns;

import static dev.rustyolo.gateway.fuzz.Mutations.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.gateway.fuzz.Mutations;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.protocol.Command;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Whatever bytes reach the agent's resolver: it answers or keeps silent, and gives an address to allowed names only. */
class AnswersFuzzTest {
    private final PolicyInForce policy = policy();

    private static PolicyInForce policy() {
        var policy = new PolicyInForce();
        policy.replace(
                new Command.Start(
                        List.of("allowed.test", "*.wild.test"),
                        List.of("no.wild.test"),
                        List.of(),
                        List.of(),
                        List.of(),
                        1),
                List.of());
        return policy;
    }

    static Stream<byte[]> seeds() throws IOException {
        Message twice = query("allowed.test.", Type.A);
        twice.addRecord(new OPTRecord(512, 0, 0), Section.ADDITIONAL);
        twice.addRecord(new OPTRecord(4096, 0, 1, Flags.DO), Section.ADDITIONAL);
        Message options = query("a.b.wild.test.", Type.ANY);
        EDNSOption cookie = new GenericEDNSOption(EDNSOption.Code.COOKIE, new byte[8]);
        options.addRecord(new OPTRecord(1232, 0, 0, 0, cookie), Section.ADDITIONAL);
        byte[] loop = query("allowed.test.", Type.A).toWire();
        loop[12] = (byte) 0xc0;
        loop[13] = 12;
        return Stream.of(
                query("allowed.test.", Type.A).toWire(),
                query("no.wild.test.", Type.AAAA).toWire(),
                query("evil.test.", Type.TXT).toWire(),
                query("localhost.", Type.A).toWire(),
                query("gateway.rustyolo.internal.", Type.A).toWire(),
                query("1.0.18.198.in-addr.arpa.", Type.PTR).toWire(),
                twice.toWire(),
                options.toWire(),
                loop,
                ascii("GET / HTTP/1.1\r\n\r\n"));
    }

    private static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
    }

    @MethodSource("seeds")
    @FuzzTest
    void answer(byte[] query) throws IOException {
        var addresses = new SyntheticAddresses();
        var answers = new WireAnswers(new Answers(policy, addresses, _ -> {}));
        check(query, answers.answer(query), addresses);
    }

    private static void check(byte[] query, byte[] bytes, SyntheticAddresses addresses) throws IOException {
        boolean silent = query.length < 12 || query.length > 4096 || query[2] < 0;
        assertThat(bytes.length == 0).isEqualTo(silent);
        if (silent) {
            return;
        }
        assertThat(bytes).hasSizeLessThanOrEqualTo(512).startsWith(Arrays.copyOf(query, 2));
        Message answer = new Message(bytes);
        assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
        assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(answer.getSection(Section.AUTHORITY)).isEmpty();
        for (Record record : answer.getSection(Section.ANSWER)) {
            String name = ReferenceQuestion.name(query).orElseThrow();
            String address = ((ARecord) record).getAddress().getHostAddress();
            if (name.equals("localhost")) {
                assertThat(address).isEqualTo("127.0.0.1");
                continue;
            }
            assertThat(name).matches("allowed\\.test|gateway\\.rustyolo\\.internal|([a-z0-9-]+\\.)+wild\\.test");
            assertThat(name).isNotEqualTo("no.wild.test");
            assertThat(address).isEqualTo("198.18.0.1");
            assertThat(addresses.nameOf(((ARecord) record).getAddress()).map(DomainName::ascii))
                    .hasValue(name);
        }
    }

    @Test
    void holdsForChangedQueries() throws IOException {
        Mutations.feed(seeds().toList(), this::answer);
    }
}

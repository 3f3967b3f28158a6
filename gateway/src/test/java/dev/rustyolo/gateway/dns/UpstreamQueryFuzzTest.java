package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.gateway.fuzz.Mutations;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Whatever a real resolver answers: no throw, and no address but those that stand in an answer to this question. */
class UpstreamQueryFuzzTest {
    private static final Name NAME = Name.fromConstantString("a.test.");
    private static final Name ALIAS = Name.fromConstantString("b.test.");

    static Stream<byte[]> seeds() {
        return Stream.of(
                answer(Type.A, new ARecord(NAME, DClass.IN, 30, InetAddress.ofLiteral("198.51.100.7"))),
                answer(Type.AAAA, new AAAARecord(NAME, DClass.IN, 30, InetAddress.ofLiteral("2001:db8::7"))),
                answer(
                        Type.A,
                        new CNAMERecord(NAME, DClass.IN, 5, ALIAS),
                        new ARecord(ALIAS, DClass.IN, 30, InetAddress.ofLiteral("10.0.0.1"))),
                answer(Type.A, new CNAMERecord(NAME, DClass.IN, 5, ALIAS), new CNAMERecord(ALIAS, DClass.IN, 5, NAME)),
                answer(Type.A, new TXTRecord(NAME, DClass.IN, 5, "text")),
                answer(Type.A));
    }

    private static Message query(int type) {
        Message query = Message.newQuery(Record.newRecord(NAME, type, DClass.IN));
        query.getHeader().setID(0x1234);
        return query;
    }

    private static byte[] answer(int type, Record... records) {
        Message answer = query(type);
        answer.getHeader().setFlag(Flags.QR);
        for (Record record : records) {
            answer.addRecord(record, Section.ANSWER);
        }
        answer.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        return answer.toWire();
    }

    @MethodSource("seeds")
    @FuzzTest
    void collect(byte[] answer) {
        collect(answer, Type.A);
        collect(answer, Type.AAAA);
    }

    private static void collect(byte[] bytes, int type) {
        Optional<Message> parsed = UpstreamQuery.parse(bytes, query(type));
        if (parsed.isEmpty()) {
            return;
        }
        assertThat(bytes).startsWith(0x12, 0x34);
        assertThat(bytes[2]).isNegative();
        UpstreamQuery.Answer answer = UpstreamQuery.collect(parsed.get(), NAME, type);
        assertThat(answer.addresses()).hasSizeLessThanOrEqualTo(32);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (InetAddress address : answer.addresses()) {
            assertThat(text).contains(new String(address.getAddress(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void holdsForChangedAnswers() {
        Mutations.feed(seeds().toList(), this::collect);
    }
}

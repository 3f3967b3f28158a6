package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.protocol.Command;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What is odd about a query as bytes. */
class WireAnswersTest {
    private static final String LONG = ("a".repeat(60) + ".").repeat(4);

    private final WireAnswers answers = answers();

    private static WireAnswers answers() {
        var policy = new PolicyInForce();
        policy.replace(
                new Command.Start(List.of("allowed.test"), List.of(), List.of(), List.of(), List.of(), 1000),
                List.of());
        return new WireAnswers(new Answers(policy, new SyntheticAddresses(), _ -> {}));
    }

    private static Message query(String name, OPTRecord... options) {
        Message query = Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
        for (OPTRecord option : options) {
            query.addRecord(option, Section.ADDITIONAL);
        }
        return query;
    }

    private Message answer(Message query) throws IOException {
        return new Message(answers.answer(query.toWire()));
    }

    @Test
    void neverAnswersAnAnswer() {
        Message answer = query("allowed.test.");
        answer.getHeader().setFlag(Flags.QR);
        assertThat(answers.answer(answer.toWire())).isEmpty();
    }

    @Test
    void neverAnswersLessThanAHeaderOrMoreThanAQuery() {
        assertThat(answers.answer(new byte[11])).isEmpty();
        assertThat(answers.answer(new byte[4097])).isEmpty();
    }

    @Test
    void saysWhichVersionOfEdnsItKnows() throws IOException {
        Message answer = answer(query("allowed.test.", new OPTRecord(1232, 0, 1)));
        assertThat(answer.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        assertThat(answer.getOPT().getVersion()).isZero();
    }

    @Test
    void takesOneOptRecordAndAnswersWithOne() throws IOException {
        assertThat(answer(query("allowed.test.", new OPTRecord(1232, 0, 0))).getOPT())
                .isNotNull();
        assertThat(answer(query("allowed.test.")).getOPT()).isNull();
        assertThat(answer(query("allowed.test.", new OPTRecord(1232, 0, 0), new OPTRecord(1232, 0, 0)))
                        .getRcode())
                .isEqualTo(Rcode.FORMERR);
    }

    @Test
    void fitsIntoAnyDatagramWithItsReason() throws IOException {
        Message answer = answer(query(LONG, new OPTRecord(512, 0, 0)));
        assertThat(answer.numBytes()).isLessThanOrEqualTo(512);
        assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(answer.getQuestion().getName()).hasToString(LONG);
        assertThat(answer.getOPT().getOptions()).hasSize(1);
    }

    @Test
    void callsAMalformedQueryThat() throws IOException {
        byte[] loop = query("allowed.test.").toWire();
        loop[12] = (byte) 0xc0;
        loop[13] = 12;
        assertThat(new Message(answers.answer(loop)).getRcode()).isEqualTo(Rcode.FORMERR);

        byte[] cut = Arrays.copyOf(query("allowed.test.").toWire(), 12);
        assertThat(new Message(answers.answer(cut)).getRcode()).isEqualTo(Rcode.FORMERR);
        cut[2] |= 2; // TC, for which dnsjava takes a message without the question it announces
        assertThat(new Message(answers.answer(cut)).getRcode()).isEqualTo(Rcode.FORMERR);
    }
}

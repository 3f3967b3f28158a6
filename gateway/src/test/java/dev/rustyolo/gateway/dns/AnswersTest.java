package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswersTest {
    private final List<Event> events = new ArrayList<>();
    private final PolicyInForce policy = new PolicyInForce();
    private final Answers answers = new Answers(policy, new SyntheticAddresses(), events::add);

    @BeforeEach
    void allow() {
        policy.replace(
                new Command.Start(
                        List.of("allowed.test", "*.wild.test"),
                        List.of("no.wild.test"),
                        List.of(),
                        List.of(),
                        List.of(),
                        1000),
                List.of());
    }

    private Message ask(String name, int type) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
        query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        return new Message(answers.answer(new Message(query.toWire())).toWire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"allowed.test", "ALLOWED.test.", "a.wild.test", "a.b.wild.test"})
    void answersAnAllowedNameWithASyntheticAddress(String name) throws IOException {
        Message answer = ask(name, Type.A);
        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getSection(Section.ANSWER)).singleElement().isInstanceOfSatisfying(ARecord.class, record -> {
            assertThat(record.getAddress().getHostAddress()).startsWith("198.18.");
        });
        assertThat(events).singleElement().isInstanceOfSatisfying(Event.LookedUp.class, event -> {
            assertThat(event.name()).endsWith(".test").isLowerCase();
            assertThat(event.address()).startsWith("198.18.");
        });
    }

    @Test
    void tellsAnAllowedLookUpOnceHoweverOftenItIsMade() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            ask("allowed.test", Type.A);
            ask("allowed.test", Type.AAAA);
        }

        assertThat(events).hasSize(1);
    }

    @Test
    void saysWhyThereIsNoAddressForOneNameTooMany() throws IOException {
        for (int i = 0; i < SyntheticAddresses.LIMIT; i++) {
            assertThat(ask("n" + i + ".wild.test", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
        }

        Message answer = ask("one-more.wild.test", Type.A);

        assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        assertThat(answer.getOPT().getOptions())
                .singleElement()
                .isInstanceOfSatisfying(ExtendedErrorCodeOption.class, error -> {
                    assertThat(error.getErrorCode()).isEqualTo(ExtendedErrorCodeOption.OTHER);
                    assertThat(error.getText()).contains("more than 4096 names", "a new session starts afresh");
                });
        assertThat(events.stream().filter(event -> !(event instanceof Event.LookedUp)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Warning.class,
                        warning -> assertThat(warning.message()).contains("one-more.wild.test got no address"));
        assertThat(ask("n0.wild.test", Type.A).getRcode()).as("what it had").isEqualTo(Rcode.NOERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {Type.AAAA, Type.TXT, Type.MX, Type.HTTPS, Type.SVCB, Type.CNAME, Type.SRV, Type.NULL})
    void answersOtherTypesOfAnAllowedNameWithNothing(int type) throws IOException {
        Message answer = ask("allowed.test", type);
        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "wild.test",
                "no.wild.test",
                "evilallowed.test",
                "allowed.test.evil.test",
                "x.allowed.test",
                "a_b.wild.test",
                "a\\000.wild.test",
                "a\\.allowed.test",
                "\\228.wild.test"
            })
    void deniesAnyOtherNameAndSaysWhy(String name) throws IOException {
        Message answer = ask(name, Type.A);
        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        assertThat(answer.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR))
                .singleElement()
                .isInstanceOfSatisfying(ExtendedErrorCodeOption.class, error -> {
                    assertThat(error.getErrorCode()).isEqualTo(ExtendedErrorCodeOption.BLOCKED);
                    assertThat(error.getText()).contains("rustyolo");
                });
        assertThat(events).singleElement().isInstanceOf(Event.Denied.class);
    }

    @Test
    void deniesEverythingBeforeThereIsAPolicy() throws IOException {
        var fresh = new Answers(new PolicyInForce(), new SyntheticAddresses(), events::add);
        Record question = Record.newRecord(Name.fromString("allowed.test."), Type.A, DClass.IN);
        assertThat(fresh.answer(Message.newQuery(question)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void answersReverseQuestionsWithoutAnEvent() throws IOException {
        assertThat(ask("1.0.18.198.in-addr.arpa", Type.PTR).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(events).isEmpty();
    }

    @Test
    void keepsToOneQuestionOfClassInternet() throws IOException {
        Record other = Record.newRecord(Name.fromString("allowed.test."), Type.A, DClass.CHAOS);
        assertThat(answers.answer(Message.newQuery(other)).getRcode()).isEqualTo(Rcode.REFUSED);

        Message two = Message.newQuery(Record.newRecord(Name.fromString("allowed.test."), Type.A, DClass.IN));
        two.addRecord(Record.newRecord(Name.fromString("evil.test."), Type.A, DClass.IN), Section.QUESTION);
        assertThat(answers.answer(two).getRcode()).isEqualTo(Rcode.FORMERR);

        Message update = new Message(7);
        update.getHeader().setOpcode(Opcode.UPDATE);
        assertThat(answers.answer(update).getRcode()).isEqualTo(Rcode.NOTIMP);
    }

    @Test
    void saysThatItAnswers() throws IOException {
        assertThat(ask("allowed.test", Type.A).getHeader().getFlag(Flags.QR)).isTrue();
    }
}

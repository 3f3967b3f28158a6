package dev.rustyolo.gateway.dns;

import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.Verdict;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.net.Inet4Address;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
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

/**
 * What the agent's resolver says (RFC 1035), decided here alone: no question is ever passed on, so no name the agent
 * makes up leaves. An allowed name's A is its synthetic address, its other types are empty; any other name is NXDOMAIN
 * with the Extended DNS Error "Blocked" (RFC 8914) that tells how to allow it.
 */
public final class Answers {
    private static final int TTL_SECONDS = 300;
    private static final int UDP_PAYLOAD = 1232;
    private static final DomainName LOCALHOST = DomainName.parse("localhost");
    private static final Inet4Address LOOPBACK = Inet4Address.ofLiteral("127.0.0.1");
    private static final Name ARPA = Name.fromConstantString("arpa.");

    private final PolicyInForce policy;
    private final SyntheticAddresses addresses;
    private final EventSink events;

    public Answers(PolicyInForce policy, SyntheticAddresses addresses, EventSink events) {
        this.policy = policy;
        this.addresses = addresses;
        this.events = events;
    }

    /**
     * Answers one query.
     *
     * @param query a parsed message, as it came
     * @return the answer to send
     */
    public Message answer(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setOpcode(query.getHeader().getOpcode());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return with(answer, Rcode.NOTIMP);
        }
        if (query.getHeader().getFlag(Flags.QR) || query.getHeader().getCount(Section.QUESTION) != 1) {
            return with(answer, Rcode.FORMERR);
        }
        Record question = query.getQuestion();
        answer.addRecord(question, Section.QUESTION);
        if (question.getDClass() != DClass.IN) {
            return with(answer, Rcode.REFUSED);
        }
        return decide(question, query.getOPT() != null, answer);
    }

    private Message decide(Record question, boolean edns, Message answer) {
        Name asked = question.getName();
        if (asked.subdomain(ARPA)) {
            return with(answer, Rcode.NXDOMAIN);
        }
        DomainName name;
        try {
            name = DomainName.fromWire(asked.toString(true));
        } catch (InvalidNameException e) {
            return blocked(answer, edns, asked.toString(true), String.valueOf(e.getMessage()));
        }
        if (name.equals(LOCALHOST)) {
            return address(answer, question, LOOPBACK);
        }
        if (!name.equals(PolicyInForce.GATEWAY_NAME) && policy.judgeName(name) instanceof Verdict.Deny deny) {
            return blocked(answer, edns, name.ascii(), deny.explanation());
        }
        Optional<Inet4Address> address = addresses.of(name);
        if (address.isEmpty()) {
            events.send(new Event.Warning("more than " + SyntheticAddresses.LIMIT + " names in one session: "
                    + name.ascii() + " got no address"));
            return with(answer, Rcode.SERVFAIL);
        }
        return address(answer, question, address.get());
    }

    private static Message address(Message answer, Record question, Inet4Address address) {
        if (question.getType() == Type.A || question.getType() == Type.ANY) {
            answer.addRecord(new ARecord(question.getName(), DClass.IN, TTL_SECONDS, address), Section.ANSWER);
        }
        return with(answer, Rcode.NOERROR);
    }

    private Message blocked(Message answer, boolean edns, String name, String explanation) {
        events.send(new Event.Denied(Layer.DNS, name, 0, explanation));
        if (edns) {
            String text = "Blocked by rustyolo: " + explanation;
            answer.addRecord(
                    new OPTRecord(
                            UDP_PAYLOAD, 0, 0, 0, new ExtendedErrorCodeOption(ExtendedErrorCodeOption.BLOCKED, text)),
                    Section.ADDITIONAL);
        }
        return with(answer, Rcode.NXDOMAIN);
    }

    private static Message with(Message answer, int rcode) {
        answer.getHeader().setRcode(rcode);
        return answer;
    }
}

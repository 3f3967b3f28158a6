package dev.rustyolo.gateway.dns;

import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.Verdict;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.net.Inet4Address;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/**
 * What the agent's resolver says (RFC 1035), decided here alone: no question is ever passed on, so no name the agent
 * makes up leaves. An allowed name's A is its synthetic address, its other types are empty; any other name is NXDOMAIN
 * with the Extended DNS Error "Blocked" (RFC 8914) that tells how to allow it.
 */
public final class Answers {
    private static final int TTL_SECONDS = 300;
    private static final int UDP_PAYLOAD = 1232;
    /** What is left of 512 bytes after a header, the longest question, an OPT record and the option's own head. */
    private static final int MAX_TEXT = 512 - 12 - 259 - 11 - 6;

    /** The upper bits of BADVERS, 16, which stand in the OPT record (RFC 6891 section 6.1.3). */
    private static final int BADVERS_UPPER = Rcode.BADVERS >> 4;

    private static final DomainName LOCALHOST = DomainName.parse("localhost");
    private static final Inet4Address LOOPBACK = Inet4Address.ofLiteral("127.0.0.1");
    private static final Name ARPA = Name.fromConstantString("arpa.");

    private final PolicyInForce policy;
    private final SyntheticAddresses addresses;
    private final EventSink events;
    private final LookupTally lookups;
    private final AllowedLookups allowed;

    public Answers(PolicyInForce policy, SyntheticAddresses addresses, EventSink events) {
        this(policy, addresses, events, Clock.systemUTC());
    }

    Answers(PolicyInForce policy, SyntheticAddresses addresses, EventSink events, Clock clock) {
        this.policy = policy;
        this.addresses = addresses;
        this.events = events;
        this.lookups = new LookupTally(clock);
        this.allowed = new AllowedLookups(clock);
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
        Record question = query.getQuestion();
        List<Record> options = query.getSection(Section.ADDITIONAL).stream()
                .filter(OPTRecord.class::isInstance)
                .toList();
        // A message that says it was cut short may announce a question that it doesn't have.
        if (question == null || query.getHeader().getCount(Section.QUESTION) != 1 || options.size() > 1) {
            return with(answer, Rcode.FORMERR);
        }
        answer.addRecord(question, Section.QUESTION);
        boolean edns = !options.isEmpty();
        if (edns && ((OPTRecord) options.getFirst()).getVersion() != 0) {
            answer.addRecord(new OPTRecord(UDP_PAYLOAD, BADVERS_UPPER, 0), Section.ADDITIONAL);
            return with(answer, Rcode.NOERROR);
        }
        List<EDNSOption> said = new ArrayList<>();
        Message decided =
                question.getDClass() == DClass.IN ? decide(question, answer, said) : with(answer, Rcode.REFUSED);
        if (edns) {
            decided.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0, 0, said), Section.ADDITIONAL);
        }
        return decided;
    }

    private Message decide(Record question, Message answer, List<EDNSOption> said) {
        Name asked = question.getName();
        if (asked.subdomain(ARPA)) {
            return with(answer, Rcode.NXDOMAIN);
        }
        DomainName name;
        try {
            name = DomainName.fromWire(asked.toString(true));
        } catch (InvalidNameException e) {
            return blocked(answer, question, said, asked.toString(true), String.valueOf(e.getMessage()));
        }
        if (name.equals(LOCALHOST)) {
            return address(answer, question, LOOPBACK);
        }
        if (!name.equals(PolicyInForce.GATEWAY_NAME) && policy.judgeName(name) instanceof Verdict.Deny deny) {
            return blocked(answer, question, said, name.ascii(), deny.explanation());
        }
        Optional<Inet4Address> address = addresses.of(name);
        if (address.isEmpty()) {
            String reason = "more than " + SyntheticAddresses.LIMIT + " names in one session: " + name.ascii()
                    + " got no address; a new session starts afresh";
            events.send(new Event.Warning(reason));
            return with(explained(answer, said, ExtendedErrorCodeOption.OTHER, "rustyolo: " + reason), Rcode.SERVFAIL);
        }
        if (!name.equals(PolicyInForce.GATEWAY_NAME) && allowed.isNews(name.ascii())) {
            events.send(new Event.LookedUp(name.ascii(), IpAddresses.format(address.get())));
        }
        return address(answer, question, address.get());
    }

    private static Message address(Message answer, Record question, Inet4Address address) {
        if (question.getType() == Type.A || question.getType() == Type.ANY) {
            answer.addRecord(new ARecord(question.getName(), DClass.IN, TTL_SECONDS, address), Section.ANSWER);
        }
        return with(answer, Rcode.NOERROR);
    }

    private Message blocked(Message answer, Record question, List<EDNSOption> said, String name, String explanation) {
        if (lookups.isAnother(name, question.getType())) {
            events.send(new Event.Denied(Layer.DNS, name, 0, explanation));
        }
        return with(
                explained(answer, said, ExtendedErrorCodeOption.BLOCKED, "Blocked by rustyolo: " + explanation),
                Rcode.NXDOMAIN);
    }

    private static Message explained(Message answer, List<EDNSOption> said, int code, String text) {
        said.add(new ExtendedErrorCodeOption(
                code, text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 3) + "..." : text));
        return answer;
    }

    private static Message with(Message answer, int rcode) {
        answer.getHeader().setRcode(rcode);
        return answer;
    }
}

package dev.rustyolo.gateway.dns;

import java.io.IOException;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

/** {@link Answers} in wire format (RFC 1035 section 4): whatever bytes come, an answer or nothing goes, never a throw. */
final class WireAnswers {
    static final int MAX_QUERY = 4096;

    private static final int MAX_OVER_TCP = 0xffff;
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int RESPONSE = 0x80;

    private final Answers answers;

    WireAnswers(Answers answers) {
        this.answers = answers;
    }

    /** {@return the answer to a datagram, no longer than its sender takes (RFC 6891 section 6.2.3); maybe empty} */
    byte[] overUdp(byte[] query) {
        return answer(query, false);
    }

    /** {@return the answer to a message on a stream, without its length; maybe empty} */
    byte[] overTcp(byte[] query) {
        return answer(query, true);
    }

    private byte[] answer(byte[] query, boolean tcp) {
        // To answer an answer would let two servers keep each other busy for ever.
        if (query.length < HEADER || query.length > MAX_QUERY || (query[FLAGS] & RESPONSE) != 0) {
            return new byte[0];
        }
        try {
            Message message = new Message(query);
            return answers.answer(message).toWire(tcp ? MAX_OVER_TCP : limit(message));
        } catch (IOException | RuntimeException e) {
            return formatError(query);
        }
    }

    private static int limit(Message query) {
        OPTRecord options = query.getOPT();
        int takes = options == null ? 0 : options.getPayloadSize();
        return Math.clamp(takes, Answers.MIN_UDP_PAYLOAD, Answers.UDP_PAYLOAD);
    }

    private static byte[] formatError(byte[] query) {
        try {
            Message answer = new Message(new Header(query).getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer.toWire();
        } catch (IOException | RuntimeException e) {
            return new byte[0];
        }
    }
}

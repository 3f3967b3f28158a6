package dev.rustyolo.gateway.dns;

import java.io.IOException;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** {@link Answers} in wire format (RFC 1035 section 4): whatever bytes come, an answer or nothing goes, never a throw. */
final class WireAnswers {
    static final int MAX_QUERY = 4096;

    /** What every resolver takes in a datagram (RFC 1035 section 4.2.1): no answer is longer, so none is ever truncated. */
    static final int MAX_ANSWER = 512;

    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int RESPONSE = 0x80;

    private final Answers answers;

    WireAnswers(Answers answers) {
        this.answers = answers;
    }

    /**
     * Answers one message, from a datagram or from a stream without its length.
     *
     * @return the answer, at most {@link #MAX_ANSWER} bytes; empty to a message that must not or can't be answered
     */
    byte[] answer(byte[] query) {
        // To answer an answer would let two servers keep each other busy for ever.
        if (query.length < HEADER || query.length > MAX_QUERY || (query[FLAGS] & RESPONSE) != 0) {
            return new byte[0];
        }
        try {
            return answers.answer(new Message(query)).toWire(MAX_ANSWER);
        } catch (IOException | RuntimeException e) {
            return formatError(query);
        }
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

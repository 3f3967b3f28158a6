package dev.rustyolo.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Looks on at what a server says first, and finds out how it answers a ClientHello. It holds nothing back and changes
 * nothing: bytes are shown to it before the client gets them, so that whatever a client says because of an answer is judged
 * when that answer is known. One thread shows it bytes, another one asks.
 */
final class ServerHellos {
    /** How the server has answered, last. */
    enum Answer {
        /** Not yet, or not in TLS. */
        NONE,
        /** With a HelloRetryRequest: it waits for a second ClientHello. */
        RETRY,
        /** With the ServerHello of TLS 1.2 or older: it waits for plain messages, then ChangeCipherSpec. */
        OLD,
        /** With the ServerHello of TLS 1.3: it waits for nothing but encrypted records. */
        NEW
    }

    /** What makes a ServerHello a HelloRetryRequest (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY_RANDOM =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /** An answer stands far ahead of this; who says so much else first doesn't speak TLS. */
    private static final int MAX_SEEN = 16 * 1024;

    private static final int HELLO_REQUEST = 0;
    private static final int SERVER_HELLO = 2;
    private static final int SUPPORTED_VERSIONS = 43;

    private ByteArrayOutputStream seen = new ByteArrayOutputStream(0);
    private volatile Answer answer = Answer.NONE;
    private boolean settled;

    /** {@return the last answer} */
    Answer answer() {
        return answer;
    }

    /** {@return whether no further byte can change the answer} */
    boolean settled() {
        return settled;
    }

    /** Shows it bytes of the server, the next ones; the client may have them when this returns. */
    void show(byte[] bytes, int count) {
        if (settled) {
            return;
        }
        seen.write(bytes, 0, count);
        try {
            readMessages(new Bytes(plainMessages(new Bytes(seen.toByteArray()))));
        } catch (Bytes.TooShortException e) {
            settled |= seen.size() > MAX_SEEN;
        }
        if (settled) {
            seen = new ByteArrayOutputStream(0);
        }
    }

    /** The handshake messages of all records so far, the last one's as far as it has come. */
    private byte[] plainMessages(Bytes records) {
        var messages = new ByteArrayOutputStream();
        while (records.has(RecordHeader.SIZE)) {
            var header = new RecordHeader(records.array(RecordHeader.SIZE));
            if (!header.isTls()) {
                settled = true;
                break;
            }
            byte[] fragment = records.array(Math.min(header.length(), records.left()));
            if (header.type() == RecordHeader.HANDSHAKE) {
                messages.writeBytes(fragment);
            }
        }
        return messages.toByteArray();
    }

    /** Ends at a ServerHello, with an exception where one may still come, and for good at what is no answer. */
    private void readMessages(Bytes messages) {
        while (true) {
            int type = messages.number8();
            Bytes body = messages.vector24();
            if (type == SERVER_HELLO) {
                answer = answerIn(body);
                if (answer != Answer.RETRY) {
                    settled = true;
                    return;
                }
            } else if (type != HELLO_REQUEST) {
                settled = true;
                return;
            }
        }
    }

    private static Answer answerIn(Bytes hello) {
        try {
            hello.skip(2);
            if (Arrays.equals(hello.array(RETRY_RANDOM.length), RETRY_RANDOM)) {
                return Answer.RETRY;
            }
            hello.vector8();
            hello.skip(3);
            Bytes extensions = hello.isEmpty() ? hello : hello.vector16();
            while (!extensions.isEmpty()) {
                int type = extensions.number16();
                extensions.vector16();
                if (type == SUPPORTED_VERSIONS) {
                    return Answer.NEW;
                }
            }
            return Answer.OLD;
        } catch (Bytes.TooShortException e) {
            return Answer.NONE;
        }
    }
}

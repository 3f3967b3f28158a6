package dev.rustyolo.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a TLS client sends after its first ClientHello, for a {@link Relay} to read: a second hello is held to the name as the
 * first one was, for a server goes by the last one (RFC 8446 section 4.1.4), and nothing of a record comes out of here before
 * all that it holds was judged.
 *
 * <p>The only question is which records of type handshake can be read, since those after TLS 1.2's ChangeCipherSpec are
 * encrypted and those after the one that TLS 1.3 sends for the looks of it (RFC 8446 appendix D.4) are not. No property of the
 * client's bytes tells, so the server's answer decides:
 *
 * <pre>
 * answer so far   handshake record             the judging ends with
 * none            refused                      —
 * RETRY           a hello for the name         —
 * OLD             any but a hello for others   ChangeCipherSpec: the server reads nothing plain after it
 * NEW             refused                      application data: since the ServerHello it can only be encrypted
 * </pre>
 *
 * <p>Early data goes on in every state and ends nothing while there is no answer, since a server that asks for another hello
 * skips it (section 4.2.10). No client of any version sends a handshake record that this refuses, because its next message
 * depends on the server's: a hello sent ahead of the answer serves nobody but who wants it to be overlooked.
 */
final class LaterHellos extends InputStream {
    private static final byte[] NOTHING = {};

    private final InputStream client;
    private final LaterMessages messages;
    private final ServerHellos server;
    private final FirstBytes.Budget budget;
    private final Consumer<Gate.Refuse> refused;

    /** Records that hold the beginning of a hello. */
    private ByteArrayOutputStream held = new ByteArrayOutputStream(0);

    private byte[] judged = NOTHING;
    private int position;
    private boolean over;

    /**
     * Makes one.
     *
     * @param ahead what has been read of the client beyond its first hello
     * @param client the rest
     * @param gate knows the name
     * @param server is shown what the server says
     * @param budget for what has to be held
     * @param refused is told why, before the reader gets an exception
     */
    LaterHellos(
            byte[] ahead,
            InputStream client,
            TlsGate gate,
            ServerHellos server,
            FirstBytes.Budget budget,
            Consumer<Gate.Refuse> refused) {
        this.client = new Prepended(ahead, client);
        this.messages = new LaterMessages(gate);
        this.server = server;
        this.budget = budget;
        this.refused = refused;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (length > 0 && position == judged.length) {
            if (over) {
                return client.read(bytes, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, judged.length - position);
        System.arraycopy(judged, position, bytes, offset, count);
        position += count;
        if (position == judged.length) {
            // The connection may have a long life ahead: keep nothing for it.
            judged = NOTHING;
            position = 0;
        }
        return count;
    }

    /** Judges one more record; false at the client's end, also when that is in the middle of a record. */
    private boolean fill() throws IOException {
        boolean goesOn = false;
        try {
            RecordHeader header = RecordHeader.read(client);
            byte[] fragment = header.isTls() ? header.fragment(client) : NOTHING;
            Optional<String> objection = objection(header, fragment);
            if (objection.isPresent()) {
                refused.accept(TlsGate.refuse(objection.get()));
                throw new IOException(objection.get());
            }
            hold(header.bytes());
            hold(fragment);
            goesOn = true;
        } catch (EOFException e) {
            return false;
        } finally {
            if (!goesOn || !messages.inHello()) {
                release(goesOn);
            }
        }
        return true;
    }

    private void hold(byte[] bytes) throws IOException {
        budget.take(bytes.length);
        held.writeBytes(bytes);
    }

    private void release(boolean toTheServer) {
        budget.giveBack(held.size());
        judged = toTheServer ? held.toByteArray() : NOTHING;
        position = 0;
        held = new ByteArrayOutputStream(0);
    }

    private Optional<String> objection(RecordHeader header, byte[] fragment) {
        if (!header.isTls()) {
            return Optional.of("what was sent after the TLS ClientHello is not TLS");
        }
        ServerHellos.Answer answer = server.answer();
        if (header.type() == RecordHeader.HANDSHAKE) {
            return inHandshake(answer, header, fragment);
        }
        if (messages.inHello()) {
            return Optional.of("a second TLS ClientHello is interrupted");
        }
        over = switch (answer) {
            case NONE, RETRY -> false;
            case OLD -> header.type() == RecordHeader.CHANGE_CIPHER_SPEC;
            case NEW -> header.type() == RecordHeader.APPLICATION_DATA;
        };
        return Optional.empty();
    }

    private Optional<String> inHandshake(ServerHellos.Answer answer, RecordHeader header, byte[] fragment) {
        if (!header.isHandshake()) {
            return Optional.of("a TLS handshake record has a size that none has");
        }
        if (held.size() > TlsGate.MAX_READ) {
            return Optional.of("a second TLS ClientHello is in too many records");
        }
        return switch (answer) {
            case NONE -> Optional.of("the TLS handshake went on before the server had answered the ClientHello");
            case NEW -> Optional.of("the TLS handshake went on in the clear after the server had ended that");
            case RETRY -> messages.objection(fragment, true);
            case OLD -> messages.objection(fragment, false);
        };
    }
}

package dev.rustyolo.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The plain handshake messages of a client after its first hello, over however many records: hellos are judged whole. */
final class LaterMessages {
    private final TlsGate gate;

    private final byte[] header = new byte[TlsGate.HANDSHAKE_HEADER];
    private int headerSize;
    /** Bytes still to come of the message whose header is there. */
    private int left;

    private ByteArrayOutputStream hello = new ByteArrayOutputStream(0);

    LaterMessages(TlsGate gate) {
        this.gate = gate;
    }

    /** {@return whether a hello has begun and isn't judged yet} */
    boolean inHello() {
        return headerSize > 0 && header[0] == TlsGate.CLIENT_HELLO;
    }

    /**
     * Reads a record's fragment.
     *
     * @param onlyHellos whether the server waits for nothing else
     * @return why it may not go on
     */
    Optional<String> objection(byte[] fragment, boolean onlyHellos) {
        var bytes = new Bytes(fragment);
        while (!bytes.isEmpty()) {
            if (headerSize < header.length) {
                header[headerSize++] = bytes.array(1)[0];
                left = headerSize == header.length ? TlsGate.length(header) : 0;
            } else {
                byte[] part = bytes.array(Math.min(left, bytes.left()));
                left -= part.length;
                if (inHello()) {
                    hello.writeBytes(part);
                }
            }
            if (onlyHellos && !inHello()) {
                return Optional.of("the server asked for a second TLS ClientHello, and something else was sent");
            }
            if (inHello() && left > TlsGate.MAX_HELLO) {
                return Optional.of("a second TLS ClientHello is larger than " + TlsGate.MAX_HELLO + " bytes");
            }
            if (headerSize == header.length && left == 0) {
                Optional<String> objection = inHello() ? gate.objection(hello.toByteArray()) : Optional.empty();
                headerSize = 0;
                hello = new ByteArrayOutputStream(0);
                if (objection.isPresent()) {
                    return objection.map(why -> "in a second hello, " + why);
                }
            }
        }
        return Optional.empty();
    }
}

package dev.rustyolo.gateway.proxy;

import dev.rustyolo.protocol.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Holds the first bytes a client sends to the name the connection is for. It reads no further than it must and gives back
 * every byte it read; until it has said {@link Pass}, none of them goes on.
 */
@SuppressWarnings("ArrayRecordComponent") // Outcomes are read once and never compared.
interface Gate {
    sealed interface Outcome {}

    /**
     * The client may talk to the server.
     *
     * @param prefix all bytes read so far, to be sent on first
     * @param tls what judged a ClientHello, if they are one, and has to judge every other one too
     */
    record Pass(byte[] prefix, Optional<TlsGate> tls) implements Outcome {
        /** A pass of what isn't TLS. */
        Pass(byte[] prefix) {
            this(prefix, Optional.empty());
        }

        /** {@return all bytes read so far, and those that came with them} */
        byte[] followedBy(byte[] rest) {
            byte[] both = Arrays.copyOf(prefix, prefix.length + rest.length);
            System.arraycopy(rest, 0, both, prefix.length, rest.length);
            return both;
        }
    }

    /**
     * The client may not.
     *
     * @param layer what was looked at
     * @param reason for the person and the agent
     * @param reply bytes that tell the client so in its own protocol, maybe none
     */
    record Refuse(Layer layer, String reason, byte[] reply) implements Outcome {}

    /**
     * Reads and judges.
     *
     * @param client the client's bytes, from the first one
     * @throws IOException when the client leaves, or is silent for longer than its time-out
     */
    Outcome judge(InputStream client) throws IOException;
}

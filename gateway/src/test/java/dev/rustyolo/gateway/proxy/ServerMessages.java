package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.proxy.Hellos.extension;
import static dev.rustyolo.gateway.proxy.Hellos.join;
import static dev.rustyolo.gateway.proxy.Hellos.number16;
import static dev.rustyolo.gateway.proxy.Hellos.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What servers answer to a ClientHello, for tests. */
final class ServerMessages {
    static final byte[] VERSION_13 = extension(43, new byte[] {3, 4});
    static final byte[] ALERT = {21, 3, 3, 0, 2, 1, 112};
    static final byte[] CHANGE_CIPHER_SPEC = {20, 3, 3, 0, 1, 1};

    private ServerMessages() {}

    /** The record of a HelloRetryRequest: RFC 8446 says what its random is the hash of. */
    static byte[] retry() {
        try {
            byte[] random = MessageDigest.getInstance("SHA-256")
                    .digest("HelloRetryRequest".getBytes(StandardCharsets.US_ASCII));
            return record(serverHello(random, VERSION_13, extension(51, new byte[] {0, 29})));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The record of a ServerHello of TLS 1.3. */
    static byte[] modern() {
        return record(serverHello(new byte[32], extension(51, new byte[36]), VERSION_13));
    }

    /** The record of a ServerHello of TLS 1.2, with the next message behind it. */
    static byte[] old() {
        return record(
                join(serverHello(new byte[32], extension(65281, new byte[1])), new byte[] {11, 0, 0, 3, 0, 0, 0}));
    }

    /** The handshake message. */
    static byte[] serverHello(byte[] random, byte[]... extensions) {
        byte[] all = join(extensions);
        byte[] body = join(new byte[] {3, 3}, random, new byte[] {0, 0x13, 1, 0}, number16(all.length), all);
        return join(new byte[] {2, 0}, number16(body.length), body);
    }
}

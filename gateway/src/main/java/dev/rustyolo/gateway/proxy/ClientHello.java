package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.InvalidNameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The name in a TLS ClientHello (RFC 8446 section 4.1.2, RFC 6066 section 3). Exactly one server_name extension with
 * exactly one host_name is a name; none, two, another kind or anything malformed is a reason to refuse.
 */
final class ClientHello {
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int RANDOM = 32;

    sealed interface Sni {}

    record Named(DomainName name) implements Sni {}

    record Unusable(String why) implements Sni {}

    private ClientHello() {}

    /**
     * Reads the name.
     *
     * @param body the ClientHello after its four-byte handshake header
     */
    static Sni sni(byte[] body) {
        try {
            var hello = new Bytes(body);
            hello.skip(2 + RANDOM);
            hello.vector8();
            hello.vector16();
            hello.vector8();
            if (hello.isEmpty()) {
                return new Unusable("the TLS ClientHello names no server (no SNI)");
            }
            Bytes extensions = hello.vector16();
            if (!hello.isEmpty()) {
                return new Unusable("the TLS ClientHello has bytes after its end");
            }
            return single(serverNames(extensions));
        } catch (Bytes.TooShortException e) {
            return new Unusable("the TLS ClientHello is malformed");
        }
    }

    private static List<Bytes> serverNames(Bytes extensions) {
        var names = new ArrayList<Bytes>();
        while (!extensions.isEmpty()) {
            int type = extensions.number16();
            Bytes data = extensions.vector16();
            if (type == SERVER_NAME) {
                names.add(data);
            }
        }
        return names;
    }

    private static Sni single(List<Bytes> extensions) {
        if (extensions.isEmpty()) {
            return new Unusable("the TLS ClientHello names no server (no SNI)");
        }
        if (extensions.size() > 1) {
            return new Unusable("the TLS ClientHello has more than one SNI");
        }
        Bytes data = extensions.getFirst();
        Bytes list = data.vector16();
        int type = list.number8();
        Bytes name = list.vector16();
        if (!data.isEmpty() || !list.isEmpty()) {
            return new Unusable("the TLS ClientHello has more than one SNI");
        }
        if (type != HOST_NAME) {
            return new Unusable("the TLS ClientHello's SNI is not a host name");
        }
        try {
            return new Named(DomainName.fromWire(name.text(StandardCharsets.ISO_8859_1)));
        } catch (InvalidNameException e) {
            return new Unusable("the TLS ClientHello's SNI is not a name: " + e.getMessage());
        }
    }
}

package dev.rustyolo.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ClientHellos for tests, by hand, so that broken ones can be made too. */
final class Hellos {
    private Hellos() {}

    /** A record around a whole handshake message. */
    static byte[] record(byte[] fragment) {
        return join(new byte[] {22, 3, 1}, number16(fragment.length), fragment);
    }

    /** A handshake message: type and 24-bit length around a body. */
    static byte[] handshake(byte[] body) {
        return join(new byte[] {1, 0}, number16(body.length), body);
    }

    /** The body of a ClientHello with these extensions. */
    static byte[] body(byte[]... extensions) {
        byte[] all = join(extensions);
        return join(
                new byte[] {3, 3},
                new byte[32],
                new byte[] {0},
                new byte[] {0, 2, 0x13, 1},
                new byte[] {1, 0},
                number16(all.length),
                all);
    }

    /** A server_name extension with these host names. */
    static byte[] sni(String... names) {
        byte[] list = join(List.of(names).stream().map(name -> entry(0, name)).toArray(byte[][]::new));
        return extension(0, join(number16(list.length), list));
    }

    static byte[] entry(int type, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return join(new byte[] {(byte) type}, number16(bytes.length), bytes);
    }

    static byte[] extension(int type, byte[] data) {
        return join(number16(type), number16(data.length), data);
    }

    static byte[] number16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

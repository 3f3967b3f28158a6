package dev.rustyolo.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every host name in a first ClientHello, by the letter of RFC 8446 and RFC 6066 and by nothing that the gateway uses. */
final class ReferenceHello {
    private ReferenceHello() {}

    /** {@return all names of all server_name extensions, in lower case and without a last dot; none if malformed} */
    static List<String> names(byte[] bytes) {
        try {
            ByteBuffer hello = firstMessage(ByteBuffer.wrap(bytes));
            skip(hello, 34);
            skip(hello, hello.get() & 0xff);
            skip(hello, hello.getShort() & 0xffff);
            skip(hello, hello.get() & 0xff);
            ByteBuffer extensions = part(hello, hello.getShort() & 0xffff);
            if (hello.hasRemaining()) {
                return List.of();
            }
            List<String> names = new ArrayList<>();
            while (extensions.hasRemaining()) {
                int type = extensions.getShort();
                ByteBuffer data = part(extensions, extensions.getShort() & 0xffff);
                if (type == 0) {
                    names.addAll(serverNames(data));
                }
            }
            return names;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    /**
     * {@return for each whole ClientHello in a client's plain records all of its names}
     *
     * @param old whether ChangeCipherSpec is the end of what is plain
     * @param modern whether application data is
     */
    static List<List<String>> allNames(byte[] bytes, boolean old, boolean modern) {
        var messages = new ByteArrayOutputStream();
        ByteBuffer records = ByteBuffer.wrap(bytes);
        while (records.remaining() >= 5) {
            int type = records.get();
            records.getShort();
            byte[] fragment = new byte[Math.min(records.getShort() & 0xffff, records.remaining())];
            records.get(fragment);
            if ((type == 20 && old) || (type == 23 && modern)) {
                break;
            }
            if (type == 22) {
                messages.writeBytes(fragment);
            }
        }
        List<List<String>> all = new ArrayList<>();
        ByteBuffer handshake = ByteBuffer.wrap(messages.toByteArray());
        while (handshake.remaining() >= 4) {
            int start = handshake.getInt();
            if ((start & 0xffffff) > handshake.remaining()) {
                break;
            }
            byte[] message = new byte[4 + (start & 0xffffff)];
            handshake.get(handshake.position() - 4, message);
            skip(handshake, message.length - 4);
            if (start >> 24 == 1) {
                byte[] length = {(byte) (message.length >> 8), (byte) message.length};
                all.add(names(Hellos.join(new byte[] {22, 3, 1}, length, message)));
            }
        }
        return all;
    }

    private static List<String> serverNames(ByteBuffer data) {
        ByteBuffer list = part(data, data.getShort() & 0xffff);
        List<String> names = new ArrayList<>();
        while (list.hasRemaining()) {
            byte kind = list.get();
            byte[] name = new byte[list.getShort() & 0xffff];
            list.get(name);
            String text = new String(name, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            names.add(kind == 0 ? text.endsWith(".") ? text.substring(0, text.length() - 1) : text : "?");
        }
        return names;
    }

    private static ByteBuffer firstMessage(ByteBuffer records) {
        var handshake = new ByteArrayOutputStream();
        while (true) {
            byte[] all = handshake.toByteArray();
            if (all.length >= 4) {
                int size = 4 + (all[1] & 0xff) * 65536 + (all[2] & 0xff) * 256 + (all[3] & 0xff);
                if (all.length >= size) {
                    return all[0] == 1 ? ByteBuffer.wrap(all, 4, size - 4) : ByteBuffer.allocate(0);
                }
            }
            if (records.get() != 22 || records.get() != 3) {
                throw new IllegalArgumentException("not a handshake record");
            }
            records.get();
            byte[] fragment = new byte[records.getShort() & 0xffff];
            records.get(fragment);
            handshake.writeBytes(fragment);
        }
    }

    private static void skip(ByteBuffer buffer, int count) {
        buffer.position(buffer.position() + count);
    }

    private static ByteBuffer part(ByteBuffer buffer, int length) {
        ByteBuffer part = buffer.slice(buffer.position(), length);
        skip(buffer, length);
        return part;
    }
}

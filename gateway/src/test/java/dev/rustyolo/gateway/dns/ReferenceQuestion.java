package dev.rustyolo.gateway.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;

/** The first question's name, by the letter of RFC 1035 section 4.1.4 and by nothing that the gateway uses. */
final class ReferenceQuestion {
    private ReferenceQuestion() {}

    /** {@return the name in lower case with dots between its labels; empty when there is none, or a dot in a label} */
    static Optional<String> name(byte[] message) {
        var name = new StringBuilder();
        int at = 12;
        for (int steps = 0; steps < 300 && at < message.length; steps++) {
            int length = message[at] & 0xff;
            if (length == 0) {
                return Optional.of(name.toString());
            }
            if (length >= 0xc0) {
                at = at + 1 < message.length ? (length & 0x3f) << 8 | (message[at + 1] & 0xff) : message.length;
                continue;
            }
            if (length > 63 || at + 1 + length > message.length) {
                return Optional.empty();
            }
            String label = new String(message, at + 1, length, ISO_8859_1);
            if (label.contains(".")) {
                return Optional.empty();
            }
            name.append(name.isEmpty() ? "" : ".").append(label.toLowerCase(Locale.ROOT));
            at += 1 + length;
        }
        return Optional.empty();
    }
}

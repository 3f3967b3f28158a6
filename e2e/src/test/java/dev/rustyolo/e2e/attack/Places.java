package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Nonce;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the words in braces of an attack's commands stand for.
 *
 * @param hostPort where the machine that runs the engine listens
 */
record Places(int hostPort) {
    private static final long EVIL_NUMBER = Stream.of(
                    Addresses.v4(Addresses.EVIL).split("\\."))
            .mapToLong(Long::parseLong)
            .reduce(0, (number, part) -> number << 8 | part);

    /** Returns the command with addresses and the nonce in it. */
    String fill(String command, Nonce nonce) {
        String filled = command;
        for (Map.Entry<String, String> word : words().entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        String text = nonce.text();
        int half = text.length() / 2;
        return filled.replace("{nonce}", text)
                .replace("{NONCE}", text.toUpperCase(Locale.ROOT))
                .replace("{nonce-split}", text.substring(0, half) + "." + text.substring(half))
                .replace("{nonce-base32}", nonce.base32());
    }

    private Map<String, String> words() {
        return Map.ofEntries(
                Map.entry("{probe}", "python3 probe.py"),
                Map.entry("{evil4}", Addresses.v4(Addresses.EVIL)),
                Map.entry("{evil4-number}", String.valueOf(EVIL_NUMBER)),
                Map.entry("{evil4-hex}", "0x" + Long.toHexString(EVIL_NUMBER)),
                Map.entry("{evil4-octal}", "0" + Long.toOctalString(EVIL_NUMBER)),
                Map.entry("{evil6}", Addresses.v6(Addresses.EVIL)),
                Map.entry("{dns4}", Addresses.v4(Addresses.DNS)),
                Map.entry("{dns6}", Addresses.v6(Addresses.DNS)),
                Map.entry("{allowed4}", Addresses.v4(Addresses.ALLOWED)),
                Map.entry("{allowed6}", Addresses.v6(Addresses.ALLOWED)),
                Map.entry("{host4}", Addresses.HOST4),
                Map.entry("{host6}", Addresses.HOST6),
                Map.entry("{host-port}", String.valueOf(hostPort)),
                Map.entry("{cdn4}", Addresses.v4(Addresses.CDN)),
                Map.entry("{model4}", Addresses.v4(Addresses.MODEL)),
                // Addresses of no node: they lead to the evil host, and in no network to anybody else.
                Map.entry("{world4}", "240.99.0.66"),
                Map.entry("{world6}", "2001:db8:99::66"),
                Map.entry("{metadata4}", "169.254.169.254"),
                Map.entry("{private4}", "10.99.0.66"));
    }
}

package dev.rustyolo.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rustyolo.protocol.Command;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names as they may come over a wire, one char a byte, for tests that hold every entry to the same verdict. */
public final class WireNames {
    /** What is allowed for them. */
    public static final Command.Start POLICY = new Command.Start(
            List.of("allowed.test", "*.wild.test", "xn--bcher-kva.test"),
            List.of("no.wild.test"),
            List.of(),
            List.of(),
            List.of(),
            1000);

    private WireNames() {}

    /**
     * What came, and for which allowed name it stands.
     *
     * @param text the bytes
     * @param name the name in its canonical form; empty when it must be refused
     */
    public record Wire(String text, String name) {
        @Override
        public String toString() {
            return dev.rustyolo.policy.Text.quote(text) + " for " + name;
        }
    }

    /** Those that stand for an allowed name, with it. */
    private static Stream<Wire> allowed() {
        return Stream.of(
                new Wire("allowed.test", "allowed.test"),
                new Wire("ALLOWED.Test", "allowed.test"),
                new Wire("allowed.test.", "allowed.test"),
                new Wire("a.wild.test", "a.wild.test"),
                new Wire("A.b.C.WILD.test.", "a.b.c.wild.test"),
                new Wire("xn--bcher-kva.test", "xn--bcher-kva.test"),
                new Wire("a".repeat(63) + ".wild.test", "a".repeat(63) + ".wild.test"),
                new Wire("a.".repeat(122) + "wild.test", "a.".repeat(122) + "wild.test"));
    }

    /** Those that stand for nothing that is allowed, by the numbers of the catalogue. */
    private static Stream<String> refused() {
        Stream<String> suffixes = Stream.of( // T35, T36
                "evilallowed.test",
                "notallowed.test",
                "allowed.test.evil.test",
                "allowed.testx",
                "x.allowed.test",
                "wild.test",
                "xwild.test",
                "*.wild.test",
                "no.wild.test",
                "evil.test");
        Stream<String> letters = Stream.of( // T37, T40; as Latin-1 and as UTF-8
                "b\u00fccher.test",
                "b\u00c3\u00bccher.test",
                "\u00d0\u00b0llowed.test",
                "all\u00ef\u00bd\u008fwed.test",
                "allowed\u00e3\u0080\u0082test",
                "allow\u00e2\u0080\u008bed.test",
                "xn--allowed-.test",
                "xn--a.wild.test",
                "xn--.wild.test",
                "xn--BCHER-KVa.test.test");
        Stream<String> dots = Stream.of( // T38
                "allowed.test..", ".allowed.test", "allowed..test", ".", "..");
        Stream<String> controls = Stream.of( // T39
                "evil.test\0.allowed.test",
                "allowed.test\0",
                "allowed.test\0.evil.test",
                "a\tb.wild.test",
                "a\u007f.wild.test",
                "a\u0080.wild.test",
                "a\u00ff.wild.test",
                "a b.wild.test",
                "allowed%2etest",
                "allowed.test%00",
                "a\u00c0\u00ae.wild.test");
        Stream<String> addresses = Stream.of( // T41
                "10.99.0.66",
                "127.1",
                "174260290",
                "0x0a630042",
                "0012.0143.0.0102",
                "1.wild.test.0x1",
                "[fd99::66]",
                "::1",
                "[::ffff:10.99.0.66]",
                "0");
        Stream<String> authorities = Stream.of( // T44, T45
                "allowed.test@evil.test",
                "evil.test#allowed.test",
                "evil.test?.allowed.test",
                "evil.test\\.allowed.test",
                "evil.test/.allowed.test",
                "allowed.test:443@evil.test",
                "allowed.test:80:80",
                "[allowed.test]:80",
                "allowed.test:",
                "allowed.test:+80",
                "allowed.test:080",
                "allowed.test:65616",
                "_x.wild.test",
                "-x.wild.test",
                "x-.wild.test",
                "*");
        Stream<String> lengths = Stream.of( // T46
                "a".repeat(64) + ".wild.test",
                "aa." + "a.".repeat(121) + "wild.test",
                ("a".repeat(63) + ".").repeat(4) + "wild.test");
        return Stream.of(suffixes, letters, dots, controls, addresses, authorities, lengths)
                .flatMap(part -> part);
    }

    /** All of them. */
    public static Stream<Wire> all() {
        return Stream.concat(allowed(), refused().map(text -> new Wire(text, "")));
    }

    /** A question for the A records of the name; empty when no message can hold it. */
    public static Optional<byte[]> question(String text) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        for (String label : plain.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63) {
                return Optional.empty();
            }
            message.write(label.length());
            message.writeBytes(label.getBytes(ISO_8859_1));
        }
        message.writeBytes(new byte[] {0, 0, 1, 0, 1});
        return Optional.of(message.toByteArray());
    }
}

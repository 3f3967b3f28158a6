package dev.rustyolo.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What {@code dev/release} runs. */
public final class Main {
    private Main() {}

    /** Runs a verb with its options, and ends with 1 if it can't be done. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        try {
            run(words, System.out);
        } catch (ReleaseException | IOException | DateTimeException e) {
            System.err.println("dev/release: error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(List<String> words, PrintStream out) throws IOException {
        List<String> rest = words.subList(Math.min(1, words.size()), words.size());
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "make" -> make(rest).forEach(out::println);
            case "sign" -> {
                Options options = Options.parse(rest, List.of("--to", "--key", "--keys"));
                Release release = new Release(options.required("--to"));
                PinnedKeys pinned = PinnedKeys.read(options.required("--keys"));
                release.sign(options.required("--key"), pinned).forEach(out::println);
                release.verify(pinned).forEach(out::println);
            }
            case "verify" -> {
                Options options = Options.parse(rest, List.of("--to", "--keys"));
                new Release(options.required("--to"))
                        .verify(PinnedKeys.read(options.required("--keys")))
                        .forEach(out::println);
            }
            case "keygen" ->
                out.println(Signatures.generate(
                        Options.parse(rest, List.of("--key")).required("--key")));
            default -> throw new ReleaseException("usage: see the head of dev/release");
        }
    }

    private static List<String> make(List<String> words) throws IOException {
        Options options = Options.parse(
                words,
                List.of(
                        "--to",
                        "--key",
                        "--keys",
                        "--dist",
                        "--sbom",
                        "--minimum",
                        "--expires",
                        "--agent-image",
                        "--gateway-image"));
        Release release = new Release(options.required("--to"));
        Distribution distribution = Distribution.in(options.required("--dist"));
        byte[] maven = Files.readAllBytes(options.required("--sbom"));
        List<String> lines = new ArrayList<>(release.make(distribution, maven, Terms.of(options, Instant.now())));
        Path key = options.path("--key").orElse(Path.of(""));
        if (key.toString().isEmpty()) {
            lines.add("NOT SIGNED: nobody will install it; sign it with: dev/release sign --key FILE");
        } else {
            PinnedKeys pinned = PinnedKeys.read(options.required("--keys"));
            lines.addAll(release.sign(key, pinned));
            lines.addAll(release.verify(pinned));
        }
        return lines;
    }
}

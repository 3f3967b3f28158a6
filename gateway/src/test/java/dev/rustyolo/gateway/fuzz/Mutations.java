package dev.rustyolo.gateway.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Inputs made of good ones by a few small changes: the same ones at each run, for a test that ends in a second. */
public final class Mutations {
    private static final int COUNT = 20_000;
    private static final int MAX_CHANGES = 4;
    private static final byte[] TELLING = {0, 1, 2, 3, 10, 13, 22, 32, 37, 45, 46, 47, 58, 64, 90, 127, -64, -1};
    private static final List<byte[]> PIECES = List.of(
            ascii("\r\n"),
            ascii("\r\nHost: evil.test"),
            ascii(".evil.test"),
            ascii("xn--"),
            ascii("SSH-"),
            new byte[300]);

    /** What is tested, with one input. */
    public interface Target {
        void accept(byte[] input) throws Exception;
    }

    private final Random random;
    private final List<byte[]> seeds;

    private Mutations(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    /** Feeds the seeds as they are, then changed ones. */
    public static void feed(List<byte[]> seeds, Target target) {
        seeds.forEach(seed -> feed(seed, target));
        var mutations = new Mutations(20_260_101, seeds);
        for (int i = 0; i < COUNT; i++) {
            feed(mutations.next(), target);
        }
    }

    private static void feed(byte[] input, Target target) {
        try {
            target.accept(input);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with " + HexFormat.of().formatHex(input), e);
        }
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] next() {
        byte[] input = any(seeds);
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(8));
        byte telling = TELLING[random.nextInt(TELLING.length)];
        return switch (random.nextInt(8)) {
            case 0 -> spliced(input, from, to, new byte[0]);
            case 1 -> spliced(input, from, from, new byte[] {telling});
            case 2 -> spliced(input, from, Math.min(input.length, from + 1), new byte[] {telling});
            case 3 -> spliced(input, from, Math.min(input.length, from + 1), new byte[] {(byte) random.nextInt(256)});
            case 4 -> spliced(input, from, from, Arrays.copyOfRange(input, from, to));
            case 5 -> spliced(input, from, from, any(PIECES));
            case 6 -> Arrays.copyOf(input, from);
            default -> {
                byte[] other = any(seeds);
                yield spliced(
                        input,
                        from,
                        input.length,
                        Arrays.copyOfRange(other, Math.min(from, other.length), other.length));
            }
        };
    }

    private byte[] any(List<byte[]> several) {
        return several.get(random.nextInt(several.size()));
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] middle) {
        var out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(middle);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}

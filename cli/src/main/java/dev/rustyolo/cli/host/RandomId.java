package dev.rustyolo.cli.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Fresh names. Read from the kernel: Java's own generator takes longer to load than a launch should wait. */
public final class RandomId {
    private static final int BYTES = 6;

    private RandomId() {}

    /** Twelve lower-case hex digits that nobody can guess. */
    public static String next() {
        try (InputStream random = Files.newInputStream(Path.of("/dev/urandom"))) {
            return HexFormat.of().formatHex(random.readNBytes(BYTES));
        } catch (IOException e) {
            throw new IllegalStateException("the system has no source of random numbers", e);
        }
    }
}

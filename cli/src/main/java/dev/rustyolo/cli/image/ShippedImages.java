package dev.rustyolo.cli.image;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the installation holds for building images: {@code lib/images}. */
public final class ShippedImages {
    private final Path directory;

    /**
     * The images of that installation.
     *
     * @param installation the directory this program runs from
     */
    public ShippedImages(Path installation) {
        this.directory = installation.resolve("lib").resolve("images");
    }

    /** The hash of a context's content, made when the program was built; 16 lower-case hex digits. */
    public String hash(ImageKind kind) {
        Path file = directory.resolve(kind.directory() + ".hash");
        String hash = read(file).strip();
        if (!isHash(hash)) {
            throw new CliException(
                    ExitCode.IO, Text.quote(file.toString()) + " doesn't hold a hash", "install rustyolo again");
        }
        return hash;
    }

    /** The gateway's image that belongs to this very program. */
    public String gatewayImage() {
        return ImageKind.GATEWAY.at(hash(ImageKind.GATEWAY));
    }

    /** The agents that the agents' image can have, and their pinned versions. */
    public NavigableMap<String, String> agents() {
        NavigableMap<String, String> versions = new TreeMap<>();
        for (String line : read(directory.resolve("agents.properties")).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                versions.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return versions;
    }

    /** The directory with an image's Dockerfile. */
    Path context(ImageKind kind) {
        return directory.resolve(kind.directory());
    }

    /** Which images the Dockerfiles may start from. */
    BaseImages bases() {
        return BaseImages.parse(read(directory.resolve("base.properties")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "the installation is incomplete: can't read " + Text.quote(file.toString()),
                    "install rustyolo again",
                    e);
        }
    }

    /** Sixteen lower-case hex digits? */
    static boolean isHash(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return text.length() == 16;
    }
}

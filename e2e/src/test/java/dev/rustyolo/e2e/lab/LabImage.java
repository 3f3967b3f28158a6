package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An image of the suite's, on the base of the product's images.
 *
 * @param name what it is called in the engine
 * @param directory the files that it is made from
 */
record LabImage(String name, Path directory) {
    /** The one that all nodes run from. */
    static final LabImage NODES = new LabImage(Lab.IMAGE, Path.of("lab"));

    /** The one with the clients that the agents' image lacks. */
    static final LabImage CLIENTS = new LabImage("rustyolo-lab-clients:latest", Path.of("clients"));

    /** One as Alpine is: musl and busybox, and nothing else. */
    static final LabImage MUSL = new LabImage("rustyolo-lab-musl:latest", Path.of("musl"));

    /** One with a registry for images. */
    static final LabImage REGISTRY = new LabImage("rustyolo-lab-registry:latest", Path.of("registry"));

    private static final String LABEL = "dev.rustyolo.lab.content";
    private static final String LABEL_FORMAT = "{{index .Config.Labels \"" + LABEL + "\"}}";
    private static final Path PINNED = Path.of("../image/base.properties");

    /** Builds it. Does nothing when the engine has the very image, which may have been copied from another engine. */
    void build() {
        String base = base();
        String content = content(base);
        Output there = Docker.attempt("image", "inspect", "--format", LABEL_FORMAT, name);
        if (there.exitCode() == 0 && there.out().strip().equals(content)) {
            return;
        }
        Path context = PublicCopy.of(directory);
        Docker.run(
                "build",
                "-q",
                "-t",
                name,
                "--label",
                LABEL + "=" + content,
                "--build-arg",
                "BASE_IMAGE=" + base,
                context.toString());
    }

    /** Returns a hash of all that the image is made from. */
    private String content(String base) {
        try (Stream<Path> files = Files.list(directory)) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(base.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                hash.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                hash.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the base that this machine has: the official one, else the bootstrapped one. */
    static String base() {
        Properties pinned = new Properties();
        try (Reader reader = Files.newBufferedReader(PINNED)) {
            pinned.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the pinned base image", e);
        }
        return Stream.of("official", "local")
                .map(key -> pinned.getProperty(key, ""))
                .filter(name -> Docker.attempt("image", "inspect", name).exitCode() == 0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no base image; run dev/base-image"));
    }
}

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

/** Builds the image that all nodes run from, on the base of the product's images. */
final class LabImage {
    private static final String LABEL = "dev.rustyolo.lab.content";
    private static final String LABEL_FORMAT = "{{index .Config.Labels \"" + LABEL + "\"}}";
    private static final Path DIRECTORY = Path.of("lab");
    private static final Path PINNED = Path.of("../image/base.properties");

    private LabImage() {}

    /** Does nothing when the engine has the very image, which may have been copied from another engine. */
    static void build() {
        String base = base();
        String content = content(base);
        Output there = Docker.attempt("image", "inspect", "--format", LABEL_FORMAT, Lab.IMAGE);
        if (there.exitCode() == 0 && there.out().strip().equals(content)) {
            return;
        }
        Path context = PublicCopy.of(DIRECTORY);
        Docker.run(
                "build",
                "-q",
                "-t",
                Lab.IMAGE,
                "--label",
                LABEL + "=" + content,
                "--build-arg",
                "BASE_IMAGE=" + base,
                context.toString());
    }

    /** Returns a hash of all that the image is made from. */
    private static String content(String base) {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(base.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                hash.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                hash.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + DIRECTORY, e);
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

package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/** Builds the image that all nodes run from, on the base of the product's images. */
final class LabImage {
    private static final Path PINNED = Path.of("../image/base.properties");

    private LabImage() {}

    static void build() {
        Docker.run("build", "-q", "-t", Lab.IMAGE, "--build-arg", "BASE_IMAGE=" + base(), "lab");
    }

    /** Returns the base that this machine has: the official one, else the bootstrapped one. */
    private static String base() {
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

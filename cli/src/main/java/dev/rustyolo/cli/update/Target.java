package dev.rustyolo.cli.update;

import java.util.Arrays;
import java.util.Optional;

/** The machines that there are releases for. */
public enum Target {
    LINUX_X86_64("x86_64-unknown-linux-gnu", ".tar.gz"),
    LINUX_AARCH64("aarch64-unknown-linux-gnu", ".tar.gz"),
    MAC_X86_64("x86_64-apple-darwin", ".tar.gz"),
    MAC_AARCH64("aarch64-apple-darwin", ".tar.gz"),
    WINDOWS_X86_64("x86_64-pc-windows-msvc", ".zip");

    private final String triple;
    private final String suffix;

    Target(String triple, String suffix) {
        this.triple = triple;
        this.suffix = suffix;
    }

    /** The target of that name, as an installation has it in {@code lib/target}. */
    public static Optional<Target> named(String triple) {
        return Arrays.stream(values())
                .filter(target -> target.triple.equals(triple))
                .findFirst();
    }

    /** Its name. */
    public String triple() {
        return triple;
    }

    /** The release's archive for it. */
    String archive() {
        return "rustyolo-" + triple + suffix;
    }

    /** The release's manifest for it. */
    String manifest() {
        return "rustyolo-" + triple + ".manifest.json";
    }

    /** The signatures of the manifest. */
    String signatures() {
        return manifest() + ".sig";
    }
}

package dev.rustyolo.cli.update;

import dev.rustyolo.cli.host.VersionedRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How this program came to be where it is, which says who may replace it. */
public sealed interface Installation {
    /**
     * By the installer, among other versions: it is ours to update.
     *
     * @param root what holds the versions
     * @param home the one that runs
     * @param target the machine that it is for
     */
    record Managed(Path root, Path home, Target target) implements Installation {}

    /** Built from sources. */
    record Source() implements Installation {}

    /**
     * By a package manager.
     *
     * @param manager its name
     * @param command what updates it
     */
    record Packaged(String manager, String command) implements Installation {}

    /**
     * A release that was unpacked by hand.
     *
     * @param home where
     */
    record Unpacked(Path home) implements Installation {}

    /** Looks at where it is: the directory this program runs from. */
    static Installation of(Path home) {
        return at(home, Path.of("/"));
    }

    /**
     * As above.
     *
     * @param home the directory this program runs from
     * @param system where the system's own files begin: {@code /}
     */
    static Installation at(Path home, Path system) {
        Optional<Target> target = target(home);
        Optional<Path> root = VersionedRoot.of(home);
        if (root.isPresent() && target.isPresent()) {
            return new Managed(root.get(), home, target.get());
        }
        if (home.toString().contains("/Cellar/")) {
            return new Packaged("Homebrew", "brew upgrade rustyolo");
        }
        if (isListed(system.resolve("var/lib/dpkg/info/rustyolo.list"), home)) {
            return new Packaged("apt", "sudo apt-get install --only-upgrade rustyolo");
        }
        if (home.startsWith("/usr") && !home.startsWith("/usr/local")) {
            return new Packaged("your package manager", "its own command for one package");
        }
        return target.isPresent()
                        && String.valueOf(home.getFileName())
                                .endsWith("-" + target.get().triple())
                ? new Unpacked(home)
                : new Source();
    }

    private static Optional<Target> target(Path home) {
        try {
            return Target.named(
                    Files.readString(home.resolve("lib").resolve("target")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isListed(Path list, Path home) {
        try {
            return Files.readAllLines(list).contains(home.toString());
        } catch (IOException e) {
            return false;
        }
    }
}

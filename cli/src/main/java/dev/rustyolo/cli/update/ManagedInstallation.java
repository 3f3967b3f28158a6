package dev.rustyolo.cli.update;

import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.cli.host.TreeRemoval;
import dev.rustyolo.cli.host.VersionedRoot;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An installation whose versions stand beside each other: {@code versions/X}, and the links {@code current} and
 * {@code previous} to one each. A version is put in place as a whole and never changed. Every change of a link is one
 * rename, so that whoever is killed at any point leaves a {@code current} that is one version, whole.
 */
final class ManagedInstallation {
    private static final String PREVIOUS = "previous";
    private static final String WORK = ".update";

    private final Path root;
    private final Path versions;
    private final Path work;

    ManagedInstallation(Path root) {
        this.root = root;
        this.versions = root.resolve(VersionedRoot.VERSIONS);
        this.work = root.resolve(WORK);
    }

    /**
     * Takes the lock, and removes what an update left that was killed, but for what it had fetched.
     *
     * @throws dev.rustyolo.cli.failure.CliException when this account may not, or somebody else could interfere
     */
    UpdateLock begin() {
        for (Path directory : Set.of(root, versions)) {
            if (!Files.isWritable(directory)) {
                throw Failures.refused(
                        "you may not write in " + Text.quote(directory.toString()) + owner(directory),
                        "update as that user, or install rustyolo for yourself with install.sh of the release");
            }
            requireOwn(directory);
        }
        try {
            if (!Files.isDirectory(work, LinkOption.NOFOLLOW_LINKS)) {
                PrivateDirectories.create(work);
            }
            UpdateLock lock = UpdateLock.take(work.resolve("lock"));
            clean("new-", "old-", "link-");
            return lock;
        } catch (IOException e) {
            throw Failures.disk("can't work in " + Text.quote(work.toString()), e);
        }
    }

    private static String owner(Path directory) {
        try {
            return ", which belongs to " + Text.quote(Files.getOwner(directory).getName());
        } catch (IOException e) {
            return "";
        }
    }

    private static void requireOwn(Path directory) {
        try {
            if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
                throw Failures.refused(
                        "everybody on this machine may write in " + Text.quote(directory.toString())
                                + ", and so decide what you run",
                        "look at what is there, then: chmod o-w " + directory);
            }
        } catch (IOException e) {
            throw Failures.disk("can't look at " + Text.quote(directory.toString()), e);
        }
    }

    /** What is left of a download, or will be: by the hash that it must have, so that another's is never gone on with. */
    Path part(Manifest manifest) throws IOException {
        Path part = work.resolve("archive-" + manifest.sha256() + ".part");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(work, "archive-*")) {
            for (Path file : files) {
                if (!file.equals(part)) {
                    Files.delete(file);
                }
            }
        }
        return part;
    }

    /** A directory that doesn't exist yet, in one of our own (0700). */
    Path stage() throws IOException {
        Path stage = work.resolve("new-" + RandomId.next());
        PrivateDirectories.create(stage);
        return stage;
    }

    /** Puts a whole version in place, not in use yet. */
    Path place(Path fresh, Manifest manifest) throws IOException {
        Path version =
                versions.resolve(manifest.version() + "-" + manifest.sha256().substring(0, 16));
        if (Files.exists(version, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(version, work.resolve("old-" + RandomId.next()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, version, StandardCopyOption.ATOMIC_MOVE);
        sync(versions);
        return version;
    }

    /** Uses that version from now on; the one that was used becomes the previous one. */
    void use(Path version) throws IOException {
        Optional<Path> before = current();
        if (before.isPresent() && !before.get().equals(version)) {
            link(PREVIOUS, before.get());
        }
        link(VersionedRoot.CURRENT, version);
        sync(root);
    }

    /** The version in use. */
    Optional<Path> current() {
        return led(VersionedRoot.CURRENT);
    }

    /** The one before it, if it is there. */
    Optional<Path> previous() {
        return led(PREVIOUS).filter(version -> !current().equals(Optional.of(version)));
    }

    /** Removes versions that nobody needs: neither in use, nor the previous one, nor run from. */
    void tidy(Predicate<Path> running) throws IOException {
        clean("new-", "old-", "link-", "archive-");
        Optional<Path> current = current();
        Optional<Path> previous = led(PREVIOUS);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(versions)) {
            for (Path version : all) {
                boolean needed = current.equals(Optional.of(version)) || previous.equals(Optional.of(version));
                if (!needed && !running.test(version)) {
                    // Under another name first, so that no half of a version is ever called one.
                    Path old = work.resolve("old-" + RandomId.next());
                    Files.move(version, old, StandardCopyOption.ATOMIC_MOVE);
                    TreeRemoval.remove(old);
                }
            }
        }
    }

    /** Where a link leads, when that is a version of this installation. */
    private Optional<Path> led(String link) {
        try {
            Path version =
                    root.resolve(Files.readSymbolicLink(root.resolve(link))).normalize();
            return versions.equals(version.getParent()) && Files.isDirectory(version, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(version)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private void link(String name, Path version) throws IOException {
        Path fresh = work.resolve("link-" + RandomId.next());
        Files.createSymbolicLink(fresh, root.relativize(version));
        Files.move(fresh, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void clean(String... prefixes) throws IOException {
        for (String prefix : prefixes) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(work, prefix + "*")) {
                for (Path path : left) {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        TreeRemoval.remove(path);
                    } else {
                        Files.deleteIfExists(path);
                    }
                }
            } catch (NoSuchFileException e) {
                // Nothing was ever begun.
            }
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory)) {
            opened.force(true);
        }
    }
}

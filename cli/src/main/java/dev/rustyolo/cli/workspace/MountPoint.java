package dev.rustyolo.cli.workspace;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.RandomId;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A place inside a mounted directory at which another mount will appear. If it weren't there, the engine would make it
 * as root, in the user's own files. Earlier sessions' agents could write to the directory, so no link in it is followed.
 *
 * @param base the mounted directory, canonical
 * @param relative the place, relative to {@code base}, without {@code .} or {@code ..}
 * @param directory is what will be mounted there a directory (else a file)?
 */
record MountPoint(Path base, Path relative, boolean directory) {
    private enum Kind {
        ABSENT,
        DIRECTORY,
        FILE,
        LINK,
        OTHER
    }

    /**
     * Is it there already?
     *
     * @throws CliException when something of the wrong kind, or a link, is in the way
     */
    boolean exists() {
        Path current = base;
        for (int i = 0; i < relative.getNameCount(); i++) {
            current = current.resolve(relative.getName(i));
            boolean last = i == relative.getNameCount() - 1;
            Kind kind = kind(current);
            if (kind == Kind.ABSENT) {
                return false;
            }
            requireKind(current, kind, last && !directory ? Kind.FILE : Kind.DIRECTORY);
        }
        return true;
    }

    /**
     * Makes what is missing.
     *
     * @param owner who gets what is made, when we are root; nothing else is ever given away
     * @param weAreRoot do we run as root?
     */
    void make(Account owner, boolean weAreRoot) {
        Path current = base;
        for (int i = 0; i < relative.getNameCount(); i++) {
            current = current.resolve(relative.getName(i));
            boolean wantsFile = i == relative.getNameCount() - 1 && !directory;
            Kind kind = kind(current);
            if (kind == Kind.ABSENT) {
                create(current, wantsFile, owner, weAreRoot);
            } else {
                requireKind(current, kind, wantsFile ? Kind.FILE : Kind.DIRECTORY);
            }
        }
    }

    /**
     * Makes it beside the base, where no agent sees it, and moves it to its place through open directories (renameat(2)):
     * an agent of another session may put a link in the way at any moment, and must not have us make something behind it.
     */
    private void create(Path path, boolean file, Account owner, boolean weAreRoot) {
        Path made = base.resolveSibling("." + RandomId.next());
        try {
            if (file) {
                Files.createFile(
                        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                PrivateDirectories.create(made);
            }
            if (weAreRoot) {
                FileOwners.give(made, owner);
            }
            try (SecureDirectoryStream<Path> beside = OpenDirectory.open(made.resolveSibling(""));
                    SecureDirectoryStream<Path> parent = OpenDirectory.openParent(base, base.relativize(path))) {
                beside.move(made.getFileName(), parent, path.getFileName());
            } catch (FileSystemException e) {
                Files.delete(made);
                throw e;
            }
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't make the mount point " + Text.quote(path.toString()),
                    "check its parent; a session that runs may have put a link in its way",
                    e);
        }
    }

    private static void requireKind(Path path, Kind kind, Kind wanted) {
        if (kind == Kind.LINK) {
            throw refused(path, "it is a symbolic link, and links in there aren't followed");
        }
        if (kind != wanted) {
            throw refused(path, wanted == Kind.FILE ? "it isn't a regular file" : "it isn't a directory");
        }
    }

    private static CliException refused(Path path, String why) {
        return new CliException(
                ExitCode.UNSAFE_MOUNT,
                "can't mount onto " + Text.quote(path.toString()) + ": " + why,
                "look at it, move it away, and start again");
    }

    private static Kind kind(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return Kind.LINK;
            }
            if (attributes.isDirectory()) {
                return Kind.DIRECTORY;
            }
            return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.ABSENT;
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO, "can't look at " + Text.quote(path.toString()), "check its permissions", e);
        }
    }
}

package dev.rustyolo.cli.update;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces this program by a newer version. Until the one rename at the end, nothing that runs is touched; whatever fails
 * before it leaves the installation as it was.
 */
public final class BinaryUpdate {
    private final Installation.Managed installed;
    private final ReleaseVersion current;
    private final UpdateTools tools;
    private final Printer printer;
    private final Processes processes;

    /**
     * An update of an installation.
     *
     * @param installed what is to be updated
     * @param current its version
     * @param tools what asks the server
     * @param printer what shows the steps
     * @param processes what starts the new version, to try it
     */
    public BinaryUpdate(
            Installation.Managed installed,
            ReleaseVersion current,
            UpdateTools tools,
            Printer printer,
            Processes processes) {
        this.installed = installed;
        this.current = current;
        this.tools = tools;
        this.printer = printer;
        this.processes = processes;
    }

    /**
     * Asks what there is.
     *
     * @param wanted a version, for not the newest
     * @throws dev.rustyolo.cli.failure.CliException when it is refused, or there is no answer
     */
    public Offer look(Optional<ReleaseVersion> wanted) {
        ReleaseFeed feed = tools.feed();
        Release release = feed.find(wanted);
        if (release.version().equals(current)) {
            return new Offer.UpToDate(current);
        }
        if (release.version().isBefore(current)) {
            throw Failures.refused(
                    (wanted.isPresent() ? "version " : "the newest release there is version ") + release.version()
                            + ", older than this one, " + current + "; a version is never replaced by an older one",
                    "to go back to the version you had before: rustyolo update --rollback");
        }
        Manifest manifest = feed.manifest(
                release, installed.target(), current, tools.clock().instant());
        if (!manifest.archive().endsWith(".tar.gz")) {
            throw Failures.refused(
                    "rustyolo can't replace itself on this system", "unpack the new release beside this one");
        }
        return new Offer.Newer(manifest, feed.archive(release, manifest));
    }

    /**
     * The manifest of the version that is installed, which says whether images of it are published.
     *
     * @throws dev.rustyolo.cli.failure.CliException when it isn't to be believed, or there is no answer
     */
    public static Manifest own(UpdateTools tools, Installation.Managed installed, ReleaseVersion current) {
        ReleaseFeed feed = tools.feed();
        return feed.manifest(
                feed.find(Optional.of(current)),
                installed.target(),
                current,
                tools.clock().instant());
    }

    /** Fetches it, checks it, tries it, and uses it from now on. */
    public void apply(Offer.Newer offer, Set<Path> running) {
        Manifest manifest = offer.manifest();
        ManagedInstallation place = new ManagedInstallation(installed.root());
        UpdateLock lock = place.begin();
        try {
            requireUnchanged(place);
            Path version = install(offer, place);
            printer.say("switching to " + manifest.version());
            place.use(version);
            printer.say("rustyolo is now version " + manifest.version() + "; " + current
                    + " is kept: rustyolo update --rollback");
            tidy(place, running);
        } catch (IOException e) {
            throw Failures.disk("can't put version " + manifest.version() + " in place", e);
        } finally {
            lock.close();
        }
    }

    /** Another update may have ended while this one asked. */
    private void requireUnchanged(ManagedInstallation place) {
        if (!place.current().equals(Optional.of(installed.home()))) {
            throw Failures.refused(
                    "the version in use has changed meanwhile, or isn't the one that runs",
                    "run rustyolo update again");
        }
    }

    private Path install(Offer.Newer offer, ManagedInstallation place) throws IOException {
        Manifest manifest = offer.manifest();
        Path stage = place.stage();
        Path fresh = stage.resolve("version");
        try (FileChannel archive = FileChannel.open(
                place.part(manifest),
                Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            Progress progress = new Progress(printer, tools.terminal(), manifest.archive());
            Download.fetch(tools.web(), tools.clock(), offer.archive(), manifest, archive, progress);
            printer.say("checked its signature, size and SHA-256; unpacking");
            unpack(archive, manifest, fresh);
        }
        FreshVersion version = new FreshVersion(fresh, place.stage());
        version.requireToBe(manifest);
        printer.say("recording what starts load");
        version.record(processes);
        printer.say("trying the new version");
        version.tryOut(processes, manifest.version());
        return place.place(fresh, manifest);
    }

    /** From the file that was verified, which is still open; and what was read is held to the hash once more. */
    private static void unpack(FileChannel archive, Manifest manifest, Path fresh) throws IOException {
        archive.position(0);
        InputStream stream = Channels.newInputStream(archive);
        DigestInputStream digested = new DigestInputStream(stream, Download.digest());
        try {
            Unpacker.unpack(digested, "rustyolo-" + manifest.version() + "-" + manifest.target(), fresh);
        } catch (Unpacker.RefusedArchive e) {
            throw Failures.refused(
                    "the archive is refused: " + Failures.why(e), "report it: no release of rustyolo is like that");
        }
        digested.transferTo(java.io.OutputStream.nullOutputStream());
        if (!HexFormat.of().formatHex(digested.getMessageDigest().digest()).equals(manifest.sha256())) {
            throw Failures.refused("the archive was changed on this machine while it was unpacked", "find out by whom");
        }
    }

    /** Uses the version from before the last update again. */
    public void rollback(Set<Path> running) {
        ManagedInstallation place = new ManagedInstallation(installed.root());
        UpdateLock lock = place.begin();
        try {
            Path version = previous(place);
            FreshVersion before = new FreshVersion(version, place.stage());
            printer.say("trying " + Text.quote(String.valueOf(version.getFileName())));
            before.tryOut(processes, before.version());
            printer.say("switching back to " + Text.quote(version.getFileName().toString()));
            place.use(version);
            printer.say("what was used until now is kept: rustyolo update --rollback once more leads there");
            tidy(place, running);
        } catch (IOException e) {
            throw Failures.disk("can't go back", e);
        } finally {
            lock.close();
        }
    }

    /** The version that a rollback leads to, by name. */
    public String previous() {
        return String.valueOf(
                previous(new ManagedInstallation(installed.root())).getFileName());
    }

    private static Path previous(ManagedInstallation place) {
        return place.previous()
                .orElseThrow(() -> Failures.refused(
                        "there is no version to go back to", "only the one before the last update is kept"));
    }

    /** The update is made, whatever becomes of this. */
    private void tidy(ManagedInstallation place, Set<Path> running) {
        try {
            place.tidy(version -> running.stream().anyMatch(program -> program.startsWith(version)));
        } catch (IOException e) {
            printer.warn("versions that nobody needs can't be removed now: " + Failures.why(e));
        }
    }
}

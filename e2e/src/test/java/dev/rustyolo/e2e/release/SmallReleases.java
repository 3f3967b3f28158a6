package dev.rustyolo.e2e.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Publishes small releases, good and bad ones, all at the address of one version.
 *
 * @param server where
 * @param key whose signature makes them good
 * @param home of who will install them
 * @param assets a directory for their files
 */
public record SmallReleases(ReleaseServer server, ReleaseKey key, BareHome home, Path assets) {
    /** The version of the good release. */
    public static final String VERSION = "1.2.0";

    private static final String TOP = TarFile.top(VERSION, SignedRelease.HERE);
    private static final byte[] GOOD = TarFile.distribution(VERSION).bytes();

    /** Returns the archive of the good release. */
    public static byte[] good() {
        return GOOD.clone();
    }

    /** Returns the address of all of them. */
    public String address() {
        return server.downloads(VERSION);
    }

    /** Publishes the good release. */
    public void publishGood() {
        publishVersion(VERSION);
    }

    /** Publishes a good release of another version. */
    public void publishVersion(String version) {
        byte[] archive = TarFile.distribution(version).bytes();
        publish(SignedRelease.of(version, archive), archive, List.of(key));
    }

    /** Publishes an archive, and what some say of it. */
    public void publish(SignedRelease release, byte[] archive, List<ReleaseKey> keys) {
        release.write(assets, archive, keys);
        server.publish(VERSION, assets);
    }

    private void publish(TarFile content) {
        byte[] archive = content.bytes();
        publish(SignedRelease.of(VERSION, archive), archive, List.of(key));
    }

    private void signatures(String lines) {
        server.answer(path(SignedRelease.signatureName()), Answer.text(lines));
    }

    /** Returns the path of a file of theirs. */
    public static String path(String asset) {
        return ReleaseServer.assetPath(VERSION, asset);
    }

    /** Publishes a release with a fault; returns options for the installer that will meet it. */
    public List<String> publish(ReleaseFault fault) {
        SignedRelease good = SignedRelease.of(VERSION, GOOD);
        TarFile content = TarFile.distribution(VERSION);
        publishGood();
        String archive = path(SignedRelease.archiveName());
        String manifest = path(SignedRelease.manifestName());
        switch (fault) {
            case KEY_OF_SOMEBODY_ELSE -> publish(good, GOOD, List.of(ReleaseKey.generate()));
            case FOREIGN_SIGNATURE_UNDER_A_PINNED_NAME ->
                signatures(good.signatures(List.of(ReleaseKey.generate())).replaceFirst("^\\w+", key.id()));
            case NO_SIGNATURE -> server.answer(path(SignedRelease.signatureName()), Answer.status(404, Map.of()));
            case EMPTY_SIGNATURE -> signatures("");
            case SIGNATURE_OF_ANOTHER_MANIFEST ->
                signatures(good.with("minimum", "\"0.0.1\"").signatures(List.of(key)));
            case SIGNATURE_WITHOUT_ITS_CONTEXT -> signatures(key.bareSignatureLine(good.manifest()) + "\n");
            case CHANGED_MANIFEST ->
                server.answer(
                        manifest, Answer.bytes(good.with("minimum", "\"0.0.1\"").manifest()));
            case ENDLESS_MANIFEST -> server.answer(manifest, Answer.endless());
            case MANIFEST_OF_A_NEWER_KIND -> publish(good.with("format", "2"), GOOD, List.of(key));
            case ANOTHER_TARGET -> publish(good.with("target", "\"riscv64-unknown-linux-gnu\""), GOOD, List.of(key));
            case ANOTHER_VERSION_THAN_ASKED -> {
                publishVersion("1.3.0");
                return List.of("--version", VERSION);
            }
            case EXPIRED -> publish(good.with("expires", "\"2026-01-01T00:00:00Z\""), GOOD, List.of(key));
            case TAMPERED_ARCHIVE -> server.answer(archive, Answer.bytes(tampered()));
            case TRUNCATED_ARCHIVE -> server.answer(archive, Answer.truncated(GOOD, GOOD.length / 2));
            case SHORT_ARCHIVE -> server.answer(archive, Answer.bytes(Arrays.copyOf(GOOD, GOOD.length - 1)));
            case ENDLESS_ARCHIVE -> server.answer(archive, Answer.endless());
            case NO_ARCHIVE_AT_ALL -> {
                byte[] noise = "no archive".repeat(100).getBytes(StandardCharsets.US_ASCII);
                publish(SignedRelease.of(VERSION, noise), noise, List.of(key));
            }
            case PATH_UPWARDS -> publish(content.file(TOP + "../../../../evil", "evil"));
            case ABSOLUTE_PATH -> publish(content.file(home.directory() + "/evil", "evil"));
            case SECOND_DIRECTORY -> publish(content.file("evil", "evil"));
            case SYMBOLIC_LINK ->
                publish(content.link(TOP + "out", '2', home.directory().toString())
                        .file(TOP + "out/evil", "evil"));
            case HARD_LINK -> publish(content.link(TOP + "again", '1', TOP + "lib/version"));
            case PIPE -> publish(content.link(TOP + "pipe", '6', ""));
            case SAME_NAME_TWICE -> publish(content.file(TOP + "lib/version", VERSION + "\n"));
            case ODD_NAME -> publish(content.file(TOP + "a\nb", "evil"));
            case SETUID -> publish(content.with(TOP + "bin/other", '0', 04755, "", "evil"));
            case ANOTHER_VERSION_INSIDE -> publish(inside("1.1.0"));
            case LAUNCHER_WITHOUT_JAVA -> {
                String answer = "[ $# = 1 ] && echo 'rustyolo " + VERSION + "'";
                publish(TarFile.distribution(VERSION, SignedRelease.HERE, answer));
            }
            case PROGRAM_THAT_FAILS -> publish(TarFile.distribution(VERSION, SignedRelease.HERE, "exit 1"));
            case REDIRECT_WITHOUT_TLS -> {
                server.answer("/plain", Answer.bytes(GOOD));
                server.answer(archive, Answer.redirect(server.plainUrl() + "/plain"));
            }
            case ANOTHER_SERVERS_CERTIFICATE -> {
                try (ReleaseServer other = ReleaseServer.start()) {
                    Path copy = Files.copy(other.authority(), home.directory().resolve("other.pem"));
                    home.account().own(copy);
                    return List.of("--ca-cert", copy.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return List.of();
    }

    private static byte[] tampered() {
        byte[] tampered = GOOD.clone();
        tampered[GOOD.length / 2] ^= 1;
        return tampered;
    }

    /** Everything as in the good one, but that it says another version of itself. */
    private static TarFile inside(String version) {
        List<TarFile.Member> members =
                new ArrayList<>(TarFile.distribution(VERSION).members());
        members.removeLast();
        return new TarFile(members).file(TOP + "lib/version", version + "\n");
    }
}

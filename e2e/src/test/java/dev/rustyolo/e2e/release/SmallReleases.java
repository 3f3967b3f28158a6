package dev.rustyolo.e2e.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String RECORDS_A_CACHE = ": >\"${0%/*}/rustyolo.aot\"";
    private static final byte[] GOOD = good(VERSION);

    /** Returns the archive of the good release. */
    public static byte[] good() {
        return GOOD.clone();
    }

    /** Returns a good archive of any version. */
    public static byte[] good(String version) {
        return archive(version, saying(version)).end();
    }

    private static String saying(String version) {
        return "echo 'rustyolo " + version + "'";
    }

    private static TarArchive archive(String version, String program) {
        return TarArchive.release(version, program, RECORDS_A_CACHE);
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
        byte[] archive = good(version);
        publish(SignedRelease.of(version, archive), archive, List.of(key));
    }

    /** Publishes an archive, and what some say of it. */
    public void publish(SignedRelease release, byte[] archive, List<ReleaseKey> keys) {
        release.write(assets, archive, keys);
        server.publish(VERSION, assets);
    }

    private void publish(TarArchive content) {
        byte[] archive = content.end();
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
        TarArchive content = archive(VERSION, saying(VERSION));
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
            case PATH_UPWARDS -> publish(content.file("../../../../evil", 0644, "evil"));
            case ABSOLUTE_PATH -> publish(content.beside(home.directory() + "/evil", "evil"));
            case SECOND_DIRECTORY -> publish(content.beside("evil", "evil"));
            case SYMBOLIC_LINK ->
                publish(content.link("out", '2', home.directory().toString()).file("out/evil", 0644, "evil"));
            case HARD_LINK -> publish(content.link("again", '1', content.top() + "/lib/version"));
            case PIPE -> publish(content.link("pipe", '6', ""));
            case SAME_NAME_TWICE -> publish(content.file("lib/version", 0644, VERSION + "\n"));
            case ODD_NAME -> publish(content.file("a\nb", 0644, "evil"));
            case SETUID -> publish(content.file("bin/other", 04755, "evil"));
            case ANOTHER_VERSION_INSIDE ->
                publish(TarArchive.of(VERSION).program("1.1.0", saying(VERSION), RECORDS_A_CACHE));
            case LAUNCHER_WITHOUT_JAVA -> publish(archive(VERSION, "[ $# = 1 ] && " + saying(VERSION)));
            case PROGRAM_THAT_FAILS -> publish(archive(VERSION, "exit 1"));
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
}

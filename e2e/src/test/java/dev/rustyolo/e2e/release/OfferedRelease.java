package dev.rustyolo.e2e.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The next version on a server of its own, as good as it should be or not, for an installation of the version before. */
public final class OfferedRelease implements AutoCloseable {
    /** The version that is offered. */
    public static final String VERSION = "0.2.0";
    /** The version that is installed. */
    public static final String OLD = "0.1.0";
    /** The key that the installation trusts. */
    public static final ReleaseKey KEY = ReleaseKey.generate();

    private final ReleaseServer server = ReleaseServer.start();
    private final byte[] archive = good().end();
    private final Path work;

    /**
     * Offers nothing yet.
     *
     * @param work a directory for what is published
     */
    public OfferedRelease(Path work) {
        this.work = work;
    }

    /** Makes the build to install first, which trusts the key. */
    public static Path old(Path directory) {
        return Installed.build(directory, OLD, List.of(KEY));
    }

    /** Begins the archive of the good release. */
    public static TarArchive good() {
        return TarArchive.release(VERSION);
    }

    /** Begins an archive of more than a megabyte, that no compression makes small. */
    public static TarArchive large() {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        TarArchive large = good();
        return large.entry(large.top() + "/noise", '0', 0644, noise, "");
    }

    /** Returns the good release's archive. */
    public byte[] archive() {
        return archive.clone();
    }

    /** Returns what is said of that archive. */
    public SignedRelease manifest() {
        return SignedRelease.of(VERSION, archive);
    }

    /** Returns who offers it. */
    public ReleaseServer server() {
        return server;
    }

    /** Publishes the good release. */
    public void publishGood() {
        publish(manifest());
    }

    /** Publishes its archive with other signatures. */
    public void publishSignedBy(List<ReleaseKey> keys) {
        publish(VERSION, manifest(), archive, keys);
    }

    /** Publishes its archive with something else said of it. */
    public void publish(SignedRelease manifest) {
        publish(VERSION, manifest, archive, List.of(KEY));
    }

    /**
     * Publishes another archive, well signed.
     *
     * @return its bytes
     */
    public byte[] publish(TarArchive other) {
        byte[] packed = other.end();
        publish(VERSION, SignedRelease.of(VERSION, packed), packed, List.of(KEY));
        return packed;
    }

    /** Publishes a good release of another version. */
    public void publishAs(String version) {
        byte[] packed = TarArchive.release(version).end();
        publish(version, SignedRelease.of(version, packed), packed, List.of(KEY));
    }

    private void publish(String version, SignedRelease manifest, byte[] packed, List<ReleaseKey> keys) {
        server.publish(version, assets(manifest, packed, keys));
    }

    /** Publishes the good release without one of its files. */
    public void publishWithout(String asset) {
        Path assets = assets(manifest(), archive, List.of(KEY));
        try {
            Files.delete(assets.resolve(asset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.publish(VERSION, assets);
    }

    private Path assets(SignedRelease manifest, byte[] packed, List<ReleaseKey> keys) {
        try {
            Path assets = Files.createTempDirectory(work, "assets");
            manifest.write(assets, packed, keys);
            return assets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives another text in the place of a file. */
    public void replace(String asset, String text) {
        answer(asset, Answer.text(text));
    }

    /** Gives other bytes in the place of the archive. */
    public void replaceArchive(byte[] bytes) {
        answerArchive(Answer.bytes(bytes));
    }

    /** Gives another answer to who asks for the archive. */
    public void answerArchive(Answer answer) {
        answer(SignedRelease.archiveName(), answer);
    }

    /** Gives another answer to who asks for a file. */
    public void answer(String asset, Answer answer) {
        server.answer(ReleaseServer.assetPath(VERSION, asset), answer);
    }

    /** Returns where the archive is on the server. */
    public String archivePath() {
        return ReleaseServer.assetPath(VERSION, SignedRelease.archiveName());
    }

    /** Returns what to type for an update of the program from this server. */
    public String[] update(String... more) {
        List<String> words = new ArrayList<>(List.of("update", "--binary", "--api-url", server.url(), "--ca-cert"));
        words.add(server.authority().toString());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Override
    public void close() {
        server.close();
    }
}

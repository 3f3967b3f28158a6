package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the file that a manifest names into an open file: exactly as many bytes as it says, whatever the server sends.
 * What is cut off is gone on with; in the end the hash decides.
 */
final class Download {
    private static final int TRIES = 4;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int BUFFER = 1 << 16;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** Whoever is slower isn't serving a file. */
    private static final long SLOWEST_BYTES_A_SECOND = 8 << 10;

    private static final String WHAT = "the archive";

    private final Web web;
    private final Clock clock;
    private final Manifest manifest;
    private final FileChannel file;
    private final Progress progress;
    private Optional<String> tag = Optional.empty();

    private Download(Web web, Clock clock, Manifest manifest, FileChannel file, Progress progress) {
        this.web = web;
        this.clock = clock;
        this.manifest = manifest;
        this.file = file;
        this.progress = progress;
    }

    /**
     * Fetches it, or the rest of it.
     *
     * @param file open for reading and writing; what is in it already is taken for the file's beginning
     * @throws CliException when it can't be had, or isn't what the manifest says; what there is stays in the file only in
     *     the first case
     */
    static void fetch(Web web, Clock clock, URI address, Manifest manifest, FileChannel file, Progress progress) {
        Download download = new Download(web, clock, manifest, file, progress);
        try {
            boolean resumed = file.size() > 0;
            download.all(address);
            if (resumed && !download.isWhole()) {
                file.truncate(0);
                download.all(address);
            }
            if (!download.isWhole()) {
                file.truncate(0);
                throw Failures.refused(
                        "the archive isn't the one that was signed: its SHA-256 is another",
                        "the server is broken, or somebody plays with it; nothing was changed");
            }
        } catch (IOException e) {
            throw Failures.disk("can't keep the archive", e);
        } finally {
            progress.end();
        }
    }

    /** The SHA-256 of all that is in a file. */
    static String hash(FileChannel file) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long position = 0; ; ) {
            int count = file.read(buffer, position);
            if (count < 0) {
                return HexFormat.of().formatHex(digest.digest());
            }
            digest.update(buffer.flip());
            buffer.clear();
            position += count;
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private boolean isWhole() throws IOException {
        return file.size() == manifest.size() && hash(file).equals(manifest.sha256());
    }

    private void all(URI address) throws IOException {
        Instant deadline = clock.instant().plus(PATIENCE).plusSeconds(manifest.size() / SLOWEST_BYTES_A_SECOND);
        for (int tries = 1; ; tries++) {
            if (file.size() > manifest.size()) {
                file.truncate(0);
            }
            if (file.size() == manifest.size()) {
                return;
            }
            String why;
            try {
                some(address, deadline);
                if (file.size() == manifest.size()) {
                    return;
                }
                why = "it ended in the middle";
            } catch (FileSystemException e) {
                throw e;
            } catch (Broken e) {
                why = Failures.why(e.cause);
            }
            if (tries == TRIES) {
                throw Failures.failed(
                        "the archive could not be fetched whole: " + why + ", " + TRIES + " times; "
                                + Progress.size(file.size()) + " of " + Progress.size(manifest.size()) + " are here",
                        "try again: it goes on from there");
            }
        }
    }

    /** The server's fault, not the disk's. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient IOException cause;

        Broken(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private void some(URI address, Instant deadline) throws IOException, Broken {
        long offset = file.size();
        Map<String, String> headers = new HashMap<>();
        if (offset > 0) {
            headers.put("Range", "bytes=" + offset + "-");
            tag.ifPresent(known -> headers.put("If-Range", known));
        }
        try (Fetcher.Answer answer = opened(address, headers)) {
            if (answer.status() == RANGE_NOT_SATISFIABLE) {
                file.truncate(0);
                return;
            }
            web.require(answer, WHAT);
            long begin = answer.status() == PARTIAL && isRestFrom(answer, offset) ? offset : 0;
            if (answer.status() == PARTIAL && begin != offset) {
                file.truncate(0);
                return;
            }
            file.truncate(begin);
            requireLength(answer, begin);
            tag = answer.header("ETag").filter(value -> value.startsWith("\""));
            copy(answer, begin, deadline);
        }
    }

    private Fetcher.Answer opened(URI address, Map<String, String> headers) throws Broken {
        try {
            return web.open(address, WHAT, headers);
        } catch (IOException e) {
            if (e instanceof javax.net.ssl.SSLException) {
                throw Web.unreachable(WHAT, address, e);
            }
            throw new Broken(e);
        }
    }

    private boolean isRestFrom(Fetcher.Answer answer, long offset) {
        return answer.header("Content-Range")
                .filter(("bytes " + offset + "-" + (manifest.size() - 1) + "/" + manifest.size())::equals)
                .isPresent();
    }

    private void requireLength(Fetcher.Answer answer, long begin) {
        if (answer.status() == OK) {
            String expected = String.valueOf(manifest.size() - begin);
            if (answer.header("Content-Length")
                    .filter(length -> !length.equals(expected))
                    .isPresent()) {
                throw otherSize();
            }
        }
    }

    private static CliException otherSize() {
        return Failures.refused(
                "the archive isn't the one that was signed: it has another size",
                "the server is broken, or somebody plays with it; nothing was changed");
    }

    private void copy(Fetcher.Answer answer, long begin, Instant deadline) throws IOException, Broken {
        byte[] buffer = new byte[BUFFER];
        long position = begin;
        InputStream body = body(answer);
        while (true) {
            progress.at(position, manifest.size());
            int count = read(body, buffer);
            if (count < 0) {
                return;
            }
            if (count > manifest.size() - position) {
                file.truncate(0);
                throw otherSize();
            }
            ByteBuffer some = ByteBuffer.wrap(buffer, 0, count);
            while (some.hasRemaining()) {
                position += file.write(some, position);
            }
            if (clock.instant().isAfter(deadline)) {
                throw Failures.failed(
                        "the archive comes too slowly: " + Progress.size(position) + " of "
                                + Progress.size(manifest.size()) + " are here",
                        "try again: it goes on from there");
            }
        }
    }

    private static InputStream body(Fetcher.Answer answer) throws Broken {
        try {
            return answer.body();
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws Broken {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }
}

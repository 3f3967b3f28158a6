package dev.rustyolo.cli.image;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Certificates in PEM (RFC 7468), read from files. */
public final class Certificates {
    private static final int LIMIT = 4 << 20;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final List<Path> SYSTEM_BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private Certificates() {}

    /**
     * The certificates in a file, and nothing else of it: no private key that stands beside them gets anywhere.
     *
     * @throws CliException when it can't be read or holds none
     */
    public static String read(Path file) {
        String text = content(file);
        StringBuilder certificates = new StringBuilder();
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw unusable(file, "a certificate in it has no end");
            }
            certificates.append(text, begin, end + END.length()).append('\n');
        }
        if (certificates.isEmpty()) {
            throw unusable(file, "it holds no certificate in PEM (a block that begins with " + BEGIN + ")");
        }
        return certificates.toString();
    }

    /**
     * The same, behind those that this machine trusts. For variables such as SSL_CERT_FILE, which replace a program's
     * own list: with only the person's certificates no public server could be reached any more.
     */
    public static String readWithSystem(Path file) {
        String own = read(file);
        for (Path bundle : SYSTEM_BUNDLES) {
            if (Files.isReadable(bundle)) {
                return read(bundle) + own;
            }
        }
        return own;
    }

    private static String content(Path file) {
        // Before it is opened: a pipe would be waited for (fifo(7)).
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw unusable(file, "it isn't a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw unusable(file, "it is larger than 4 MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r", "");
        } catch (IOException e) {
            throw unusable(file, "it can't be read");
        }
    }

    private static CliException unusable(Path file, String why) {
        return CliException.usage(
                "can't use the certificates in " + Text.quote(file.toString()) + ": " + why,
                "give --ca-cert a file with certificates in PEM");
    }
}

package dev.rustyolo.e2e.release;

import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for this machine's own name that no machine trusts, made anew for each server by keytool(1).
 *
 * @param context with its key
 * @param pem the certificate, for who is to trust it
 */
record ServerCertificate(SSLContext context, String pem) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "changeit";

    static ServerCertificate make() throws IOException {
        Path directory = Files.createTempDirectory("rustyolo-release-certificate");
        Path file = directory.resolve("key.p12");
        try {
            generate(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(store.getCertificate("server").getEncoded());
            return new ServerCertificate(
                    context, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the certificate", e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void generate(Path file) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        try (Program keytool = Program.start("keytool", Path.of("/"), System.getenv(), command)) {
            Output end = keytool.await(PATIENCE);
            if (end.exitCode() != 0) {
                throw new IllegalStateException("keytool failed: " + end.text());
            }
        }
    }

    byte[] bytes() {
        return pem.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.rustyolo.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's TLS on both sides of a test, which have one certificate and trust it. */
record RealTls(SSLContext context) {
    private static final String PASSWORD = "password";

    /** Makes the certificate. */
    static RealTls make() {
        try {
            Path directory = Files.createTempDirectory("rustyolo-tls");
            Path file = directory.resolve("keys.p12");
            keytool(file);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Files.delete(file);
            Files.delete(directory);
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, PASSWORD.toCharArray());
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(keys);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return new RealTls(context);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=allowed.test",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    SSLSocket client(Socket socket, Consumer<SSLParameters> change) throws IOException {
        SSLSocket client = layer(socket, true, change);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("allowed.test")));
        client.setSSLParameters(parameters);
        return client;
    }

    SSLSocket server(Socket socket, Consumer<SSLParameters> change) throws IOException {
        return layer(socket, false, change);
    }

    private SSLSocket layer(Socket socket, boolean isClient, Consumer<SSLParameters> change) throws IOException {
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket, "allowed.test", 443, true);
        layered.setUseClientMode(isClient);
        SSLParameters parameters = layered.getSSLParameters();
        change.accept(parameters);
        layered.setSSLParameters(parameters);
        return layered;
    }
}

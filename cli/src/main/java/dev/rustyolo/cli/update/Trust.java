package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Which servers are believed to be who they say. */
final class Trust {
    private Trust() {}

    /**
     * Sockets that believe servers with certificates by the public authorities, or by those that are given.
     *
     * @param pem certificates; empty for the Java runtime's own list
     */
    static SSLSocketFactory sockets(String pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (pem.isEmpty()) {
                context.init(null, null, null);
            } else {
                TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
                factory.init(store(pem));
                context.init(null, factory.getTrustManagers(), null);
            }
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw CliException.usage(
                    "can't use the certificates of --ca-cert: one of them is damaged",
                    "give it a file with certificates in PEM");
        }
    }

    private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))) {
            store.setCertificateEntry("ca-" + number, certificate);
            number++;
        }
        return store;
    }
}

package dev.rustyolo.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes keys and signatures, with the JDK alone: Ed25519 (RFC 8032). */
final class Signatures {
    /** Stands before what is signed, so that a signature of anything else never counts. */
    private static final byte[] CONTEXT = "rustyolo release manifest 1\n".getBytes(StandardCharsets.UTF_8);

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private Signatures() {}

    /**
     * Makes a key.
     *
     * @param file where the private one goes, for its owner alone; there must not be one yet
     * @return the line of the public one
     */
    static String generate(Path file) throws IOException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
        String body = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(
                    ByteBuffer.wrap((BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new ReleaseException(file + " is there already; a key is never overwritten", e);
        }
        return PinnedKeys.line(pair.getPublic());
    }

    /**
     * Signs a manifest.
     *
     * @param key the private key's file: PKCS #8, as PEM
     * @param pinned must have its public key, by which it is named: nobody would take the signature otherwise
     * @return a line for the file of signatures
     */
    static String line(byte[] manifest, Path key, PinnedKeys pinned) throws IOException {
        byte[] signature = sign(manifest, read(key));
        for (Map.Entry<String, PublicKey> each : pinned.keys().entrySet()) {
            if (isGood(manifest, signature, each.getValue())) {
                return each.getKey() + " " + Base64.getEncoder().encodeToString(signature);
            }
        }
        throw new ReleaseException(
                "the key in " + key + " is none of the pinned ones, so that nobody could install what it"
                        + " signs; take another, or pin it: docs/publishing-releases.md");
    }

    /**
     * Returns who has signed a manifest.
     *
     * @param lines the file of signatures
     * @throws ReleaseException when nobody has whose signature counts
     */
    static String signer(byte[] manifest, String lines, PinnedKeys pinned) {
        for (String line : lines.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length == 2
                    && pinned.keys().containsKey(words[0])
                    && isGood(
                            manifest,
                            decoded(words[1]),
                            Objects.requireNonNull(pinned.keys().get(words[0])))) {
                return words[0];
            }
        }
        throw new ReleaseException("no pinned key has signed the manifest");
    }

    private static PrivateKey read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            if (text.startsWith(BEGIN) && text.endsWith(END)) {
                byte[] encoded = Base64.getMimeDecoder()
                        .decode(text.substring(BEGIN.length(), text.length() - END.length())
                                .strip());
                return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ReleaseException(file + " holds no Ed25519 key; dev/release keygen makes one", e);
        }
        throw new ReleaseException(file + " holds no private key as PEM; dev/release keygen makes one");
    }

    private static byte[] sign(byte[] manifest, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(CONTEXT);
            signature.update(manifest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new ReleaseException("the manifest can't be signed: " + e.getMessage(), e);
        }
    }

    private static boolean isGood(byte[] manifest, byte[] signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(CONTEXT);
            verifier.update(manifest);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature of another length
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}

package dev.rustyolo.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a release, for one platform or for all.
 *
 * @param directory where they are
 */
record Release(Path directory) {
    /** Where the list of parts is in the archive. */
    static final String SBOM = "share/doc/rustyolo/rustyolo.cdx.json";

    private static final String SIGNATURES = ".sig";

    /**
     * Makes archive, list of parts and manifest of a distribution.
     *
     * @param maven what Maven's plugin says of the sources
     * @param terms what the manifest says that the archive doesn't
     * @return what was made, in lines
     */
    List<String> make(Distribution distribution, byte[] maven, Terms terms) throws IOException {
        Files.createDirectories(directory);
        Sbom sbom = new Sbom(distribution, maven);
        byte[] parts = sbom.bytes();
        Path file = directory.resolve(distribution.archive());
        Archive archive = new Archive(distribution, Map.of(SBOM, parts));
        if (distribution.isZip()) {
            archive.writeZip(file);
        } else {
            archive.writeTarGz(file);
        }
        Files.write(directory.resolve(distribution.name() + ".cdx.json"), parts);
        byte[] bytes = Files.readAllBytes(file);
        Manifest manifest = new Manifest(
                distribution.version(),
                distribution.target(),
                distribution.archive(),
                bytes.length,
                Digest.sha256(bytes),
                terms.minimum(),
                terms.expires(),
                terms.agentImage(),
                terms.gatewayImage());
        Path written = directory.resolve(Manifest.fileName(distribution.name()));
        Files.write(written, manifest.bytes());
        Files.deleteIfExists(signatures(written)); // it was another manifest's
        return List.of(
                "%s  %s  %d bytes".formatted(manifest.sha256(), manifest.archive(), manifest.size()),
                "list of parts: %d components, of which %d jars".formatted(sbom.size(), sbom.jars()));
    }

    /** Signs every manifest with one more key; returns their names. */
    List<String> sign(Path key, PinnedKeys pinned) throws IOException {
        List<String> signed = new ArrayList<>();
        for (Path manifest : manifests()) {
            String line = Signatures.line(Files.readAllBytes(manifest), key, pinned);
            Path file = signatures(manifest);
            String before = Files.exists(file) ? Files.readString(file) : "";
            if (!before.lines().toList().contains(line)) {
                Files.writeString(file, before + line + "\n");
            }
            signed.add("signed by " + line.substring(0, line.indexOf(' ')) + ": " + manifest.getFileName());
        }
        return signed;
    }

    /**
     * Looks at the release as who installs it does.
     *
     * @return who has signed what
     * @throws ReleaseException when something isn't as the manifest says, or the manifest is signed by nobody
     */
    List<String> verify(PinnedKeys pinned) throws IOException {
        List<String> good = new ArrayList<>();
        for (Path file : manifests()) {
            if (Files.notExists(signatures(file))) {
                throw new ReleaseException(file + " is not signed; dev/release sign does that");
            }
            byte[] bytes = Files.readAllBytes(file);
            String signer = Signatures.signer(bytes, Files.readString(signatures(file)), pinned);
            Manifest manifest = Manifest.parse(bytes);
            byte[] archive = Files.readAllBytes(directory.resolve(manifest.archive()));
            if (archive.length != manifest.size() || !Digest.sha256(archive).equals(manifest.sha256())) {
                throw new ReleaseException(
                        manifest.archive() + " is not what its manifest says; make the release again");
            }
            good.add("good, by " + signer + ": " + manifest.archive() + ", version " + manifest.version() + ", until "
                    + manifest.expires());
        }
        return good;
    }

    private List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> manifests = files.filter(
                            file -> Manifest.isOne(file.getFileName().toString()))
                    .sorted()
                    .toList();
            if (manifests.isEmpty()) {
                throw new ReleaseException("there is no manifest in " + directory + "; dev/release makes a release");
            }
            return manifests;
        }
    }

    private static Path signatures(Path manifest) {
        return manifest.resolveSibling(manifest.getFileName() + SIGNATURES);
    }
}

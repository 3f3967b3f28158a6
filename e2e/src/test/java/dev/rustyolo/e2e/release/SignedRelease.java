package dev.rustyolo.e2e.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is said of an archive, and by whom.
 *
 * @param target the platform
 * @param fields of the manifest, as JSON values
 */
public record SignedRelease(String target, Map<String, String> fields) {
    /** The platform that the tests run on. */
    public static final String HERE =
            System.getProperty("os.arch").equals("aarch64") ? "aarch64-unknown-linux-gnu" : "x86_64-unknown-linux-gnu";

    /** Keeps the fields in their order. */
    public SignedRelease {
        fields = new LinkedHashMap<>(fields);
    }

    /** Describes an archive for this platform as it should be. */
    public static SignedRelease of(String version, byte[] archive) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("format", "1");
        fields.put("version", quoted(version));
        fields.put("target", quoted(HERE));
        fields.put("archive", quoted(archiveName()));
        fields.put("size", String.valueOf(archive.length));
        fields.put("sha256", quoted(ReleaseKey.sha256(archive)));
        fields.put("minimum", quoted("0.1.0"));
        fields.put("expires", quoted("2099-01-01T00:00:00Z"));
        fields.put("images", "{\"agent\":\"\",\"gateway\":\"\"}");
        return new SignedRelease(HERE, fields);
    }

    /** Returns the same with another value in one place; a text brings its own quotes. */
    public SignedRelease with(String field, String json) {
        Map<String, String> other = new LinkedHashMap<>(fields);
        other.put(field, json);
        return new SignedRelease(target, other);
    }

    /** Returns what the archive for this platform is called. */
    public static String archiveName() {
        return "rustyolo-" + HERE + ".tar.gz";
    }

    /** Returns what the manifest for this platform is called. */
    public static String manifestName() {
        return "rustyolo-" + HERE + ".manifest.json";
    }

    /** Returns what the signatures for this platform are called. */
    public static String signatureName() {
        return manifestName() + ".sig";
    }

    /** Returns the manifest. */
    public byte[] manifest() {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the signatures, one line of each key. */
    public String signatures(List<ReleaseKey> keys) {
        return keys.stream().map(key -> key.signatureLine(manifest()) + "\n").collect(Collectors.joining());
    }

    /** Writes archive, manifest and signatures into a directory, which is made if it is missing. */
    public void write(Path directory, byte[] archive, List<ReleaseKey> keys) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(archiveName()), archive);
            Files.write(directory.resolve(manifestName()), manifest());
            Files.writeString(directory.resolve(signatureName()), signatures(keys));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a release to " + directory, e);
        }
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}

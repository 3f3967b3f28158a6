package dev.rustyolo.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What is signed of a release for one platform.
 *
 * @param version of the release
 * @param target the platform
 * @param archive the file's name
 * @param size the file's, in bytes
 * @param sha256 the file's
 * @param minimum the oldest version that may update to it
 * @param expires after this nobody takes it any more, so that nobody can be held at it
 * @param agentImage where the image is in a registry, with its digest; or nothing
 * @param gatewayImage the same
 */
record Manifest(
        String version,
        String target,
        String archive,
        long size,
        String sha256,
        String minimum,
        Instant expires,
        String agentImage,
        String gatewayImage) {
    private static final int FORMAT = 1;
    private static final String SUFFIX = ".manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns what the file of a platform's manifest is called. */
    static String fileName(String name) {
        return name + SUFFIX;
    }

    static boolean isOne(String fileName) {
        return fileName.endsWith(SUFFIX);
    }

    /** Returns the bytes that are signed. */
    byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT)
                .put("version", version)
                .put("target", target)
                .put("archive", archive)
                .put("size", size)
                .put("sha256", sha256)
                .put("minimum", minimum)
                .put("expires", expires.toString());
        json.putObject("images").put("agent", agentImage).put("gateway", gatewayImage);
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads one that we have written. */
    static Manifest parse(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        return new Manifest(
                json.required("version").asText(),
                json.required("target").asText(),
                json.required("archive").asText(),
                json.required("size").asLong(),
                json.required("sha256").asText(),
                json.required("minimum").asText(),
                Instant.parse(json.required("expires").asText()),
                json.required("images").required("agent").asText(),
                json.required("images").required("gateway").asText());
    }
}

package dev.rustyolo.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The list of a release's parts, in CycloneDX 1.6: of what Maven's plugin knows the jars that are really shipped, with
 * the hashes they have there, and what the plugin can't know, the Java runtimes and the public suffix list.
 */
final class Sbom {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SUFFIXES = "org/publicsuffix/list/effective_tld_names.dat";

    private final Distribution distribution;
    private final ObjectNode bom;
    private final Map<String, ObjectNode> components = new TreeMap<>();

    /**
     * The list for a distribution.
     *
     * @param maven what Maven's plugin has written of the sources
     */
    Sbom(Distribution distribution, byte[] maven) throws IOException {
        this.distribution = distribution;
        this.bom = (ObjectNode) JSON.readTree(maven);
        addJars();
        for (String runtime : distribution.runtimes()) {
            addRuntime(runtime);
        }
        addSuffixes();
    }

    /** Returns how many parts it lists. */
    int size() {
        return components.size();
    }

    /** Returns how many of them are jars, by their names. */
    long jars() {
        return components.values().stream()
                .filter(component -> component.path("type").asText().equals("library"))
                .count();
    }

    /** Returns it as JSON, the same for the same content. */
    byte[] bytes() throws IOException {
        ObjectNode result = bom.deepCopy();
        ObjectNode metadata = (ObjectNode) result.required("metadata");
        ObjectNode subject = (ObjectNode) metadata.required("component");
        String root = subject.path("bom-ref").asText();
        subject.put("type", "application");
        subject.putArray("properties")
                .addObject()
                .put("name", "rustyolo:target")
                .put("value", distribution.target());
        ArrayNode list = result.putArray("components");
        components.values().forEach(list::add);
        result.set("dependencies", dependencies(root));
        String content = result.toString();
        result.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)));
        return (JSON.writeValueAsString(result) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void addJars() throws IOException {
        Map<String, JsonNode> known = new TreeMap<>();
        bom.required("components")
                .forEach(component -> known.put(component.path("name").asText(), component));
        for (Map.Entry<String, Path> jar : distribution.jars().entrySet()) {
            String name = jar.getValue().getFileName().toString().replaceFirst("\\.jar$", "");
            JsonNode component = known.get(name);
            if (component == null) {
                throw new ReleaseException("Maven knows no part called " + name + ", but " + jar.getKey()
                        + " is shipped; it must be a dependency that the list of parts includes");
            }
            ObjectNode part = component.deepCopy();
            add(part.path("bom-ref").asText(), part, Files.readAllBytes(jar.getValue()), jar.getKey());
            if (name.equals("picocli")) {
                part.putObject("pedigree").put("notes", "compiled from the published sources of this version");
            }
        }
    }

    private void addRuntime(String path) throws IOException {
        Properties release = new Properties();
        try (var in =
                Files.newBufferedReader(distribution.directory().resolve(path).resolve("release"))) {
            release.load(in);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        ObjectNode part = JSON.createObjectNode();
        part.put("type", "platform")
                .put("name", "openjdk-runtime")
                .put("version", version)
                .put(
                        "description",
                        "Java runtime of the modules "
                                + release.getProperty("MODULES", "").replace("\"", ""));
        part.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        Path modules = distribution.directory().resolve(path).resolve("lib/modules");
        add("runtime@" + version, part, Files.readAllBytes(modules), path + "/lib/modules");
    }

    private void addSuffixes() throws IOException {
        String path = "lib/app/cli.jar";
        try (ZipFile jar = new ZipFile(distribution.directory().resolve(path).toFile())) {
            ZipEntry list = jar.getEntry(SUFFIXES);
            if (list == null) {
                throw new ReleaseException(
                        path + " has no " + SUFFIXES + "; the list of parts must follow where it went");
            }
            ObjectNode part = JSON.createObjectNode();
            part.put("type", "data").put("name", "public-suffix-list");
            part.putArray("licenses").addObject().putObject("license").put("id", "MPL-2.0");
            add("public-suffix-list", part, jar.getInputStream(list).readAllBytes(), path + "!" + SUFFIXES);
        }
    }

    /** A part that is in two places with the same bytes is one part. */
    private void add(String reference, ObjectNode part, byte[] bytes, String path) {
        String hash = Digest.sha256(bytes);
        String key = components.containsKey(reference)
                        && !hash(components.get(reference)).equals(hash)
                ? reference + "#" + path
                : reference;
        ObjectNode kept = components.computeIfAbsent(key, absent -> {
            part.put("bom-ref", key);
            part.putArray("hashes").addObject().put("alg", "SHA-256").put("content", hash);
            part.putObject("evidence").putArray("occurrences");
            return part;
        });
        kept.required("evidence").withArrayProperty("occurrences").addObject().put("location", path);
    }

    private static String hash(JsonNode component) {
        return component.path("hashes").path(0).path("content").asText();
    }

    /** Returns the plugin's graph without what isn't shipped; what it doesn't know, the whole depends on. */
    private ArrayNode dependencies(String root) {
        ArrayNode kept = JSON.createArrayNode();
        Set<String> shipped = new HashSet<>(components.keySet());
        ObjectNode whole = kept.addObject().put("ref", root);
        ArrayNode all = whole.putArray("dependsOn");
        components.keySet().forEach(all::add);
        for (JsonNode each : bom.required("dependencies")) {
            String reference = each.path("ref").asText();
            if (shipped.contains(reference)) {
                ArrayNode needs = kept.addObject().put("ref", reference).putArray("dependsOn");
                each.path("dependsOn").forEach(need -> {
                    if (shipped.contains(need.asText())) {
                        needs.add(need.asText());
                    }
                });
            }
        }
        return kept;
    }
}

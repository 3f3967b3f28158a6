package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The image of a gateway that is broken on purpose: the shipped one with other rules for the kernel, or with classes from
 * changed sources. A suite that stays green with it is worth nothing. Closing it removes the image.
 *
 * @param image its name
 */
public record MutantGateway(String image) implements AutoCloseable {
    /** The variable by which the command is told to run it. */
    public static final String VARIABLE = "RUSTYOLO_DANGEROUS_GATEWAY_IMAGE";

    private static final String APP = "/opt/rustyolo/app/";

    /**
     * Builds one.
     *
     * @param name of the mutant
     * @param changes what to change, each by itself in the order given
     */
    public static MutantGateway build(String name, List<Change> changes) {
        String image = "rustyolo-lab-mutant:" + name;
        try {
            Path context = Files.createTempDirectory("rustyolo-mutant");
            Engine.current().letContainersWrite(context);
            Path app = Files.createDirectory(context.resolve("app"));
            for (Path jar : jars()) {
                Files.copy(jar, app.resolve(jar.getFileName()));
            }
            for (Change change : changes) {
                change.applyTo(app);
            }
            Files.writeString(context.resolve("Dockerfile"), dockerfile());
            Docker.run("build", "-q", "-t", image, "--label", Lab.LABEL, context.toString());
            delete(context);
            return new MutantGateway(image);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build the mutant " + name, e);
        }
    }

    /**
     * Builds one in which programs have been replaced by scripts. The rules are in it as {@code /rules.nft}, with the
     * gateway's uid, and with a hole as {@code /hole.nft}; the programs themselves are in {@code /real}.
     *
     * @param name of the mutant
     * @param scripts what sh(1) does in the place of programs in /usr/sbin, by their names
     */
    public static MutantGateway withPrograms(String name, Map<String, String> scripts) {
        String image = "rustyolo-lab-mutant:" + name;
        try {
            Path context = Files.createTempDirectory("rustyolo-mutant");
            Engine.current().letContainersWrite(context);
            String rules = shippedRules()
                    .replaceAll("\t\t(LITERALS_[A-Z]+|PUBLISHED)\n", "")
                    .replace("GATEWAY_UID", "64000");
            String hole = Change.first("type filter hook output priority 0; policy drop;", "accept")
                    .changed(rules);
            StringBuilder dockerfile = new StringBuilder("""
                    FROM %s AS tools
                    FROM %s AS shipped
                    FROM shipped
                    COPY --from=tools /bin/dash /bin/sh
                    COPY --from=tools /bin/sleep /bin/cat /bin/
                    COPY rules.nft hole.nft /
                    """.formatted(Lab.IMAGE, shipped()));
            Map<String, String> files = new TreeMap<>(Map.of("rules.nft", rules, "hole.nft", hole));
            scripts.forEach((program, script) -> {
                files.put(program, "#!/bin/sh\n" + script + "\n");
                dockerfile
                        .append("COPY --from=shipped /usr/sbin/%1$s /real/\n".formatted(program))
                        .append("COPY %1$s /usr/sbin/\n".formatted(program));
            });
            files.put("Dockerfile", dockerfile.toString());
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path written = Files.writeString(context.resolve(file.getKey()), file.getValue());
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Docker.run("build", "-q", "-t", image, "--label", Lab.LABEL, context.toString());
            delete(context);
            return new MutantGateway(image);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build the mutant " + name, e);
        }
    }

    private static String shippedRules() throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(images().resolve("gateway/app/gateway.jar"))) {
            return Files.readString(content.getPath(Change.RULES));
        }
    }

    /** Without the AOT cache, which belongs to the jars that are replaced. */
    private static String dockerfile() throws IOException {
        return """
                FROM %s
                COPY app/ %s
                ENTRYPOINT ["/opt/rustyolo/runtime/bin/java", "@/opt/rustyolo/java.options", "-XX:AOTMode=off", \
                "dev.rustyolo.gateway.Main"]
                """.formatted(shipped(), APP);
    }

    /** Returns the gateway's image that belongs to the command under test. */
    static String shipped() throws IOException {
        return "llm-rustyolo-gateway:"
                + Files.readString(images().resolve("gateway.hash")).strip();
    }

    /** Returns the jars which that image was built from. */
    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(images().resolve("gateway/app"))) {
            return files.toList();
        }
    }

    private static Path images() {
        return Rustyolo.binary().resolveSibling("../lib/images");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Override
    public void close() {
        Docker.attempt("rmi", "-f", image);
    }

    /**
     * A change of the rules, or of a class.
     *
     * @param module whose source it is
     * @param source the file, below the module's sources or resources
     * @param before a piece of it
     * @param after what takes its place
     */
    public record Change(String module, String source, String before, String after) {
        private static final String PACKAGE = "dev/rustyolo/";
        private static final String RULES = PACKAGE + "gateway/ruleset.nft";

        /** A change of the rules. */
        public Change(String before, String after) {
            this("gateway", RULES, before, after);
        }

        /** Puts a rule first in a chain. */
        public static Change first(String chainHead, String rule) {
            return new Change(chainHead, chainHead + "\n\t\t" + rule);
        }

        /**
         * A change of a class.
         *
         * @param module "gateway" or "policy"
         * @param name the class's, below the module's package, such as "proxy/Dialer"
         */
        public static Change of(String module, String name, String before, String after) {
            return new Change(module, PACKAGE + module + "/" + name + ".java", before, after);
        }

        private void applyTo(Path app) throws IOException {
            try (FileSystem jar = FileSystems.newFileSystem(app.resolve(module + ".jar"))) {
                Path root = jar.getPath("/");
                if (source.equals(RULES)) {
                    Path rules = root.resolve(source);
                    Files.writeString(rules, changed(Files.readString(rules)));
                } else {
                    Path file = Path.of("..", module, "src/main/java", source);
                    MutantClass.compile(source, changed(Files.readString(file)), app, root);
                }
            }
        }

        private String changed(String text) {
            if (!text.contains(before)) {
                throw new IllegalStateException(source + " has no \"" + before + "\" to be broken; mend the mutant");
            }
            return text.replace(before, after);
        }
    }
}

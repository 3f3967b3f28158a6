package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image of a gateway that is broken on purpose: the shipped one with other rules for the kernel. A suite that stays
 * green with it is worth nothing. Closing it removes the image.
 *
 * @param image its name
 */
public record MutantGateway(String image) implements AutoCloseable {
    /** The variable by which the command is told to run it. */
    public static final String VARIABLE = "RUSTYOLO_DANGEROUS_GATEWAY_IMAGE";

    private static final String RULES = "dev/rustyolo/gateway/ruleset.nft";
    private static final String JAR = "/opt/rustyolo/app/gateway.jar";

    /**
     * Builds one.
     *
     * @param name of the mutant
     * @param changes what to change in the rules
     */
    public static MutantGateway build(String name, List<Change> changes) {
        String image = "rustyolo-lab-mutant:" + name;
        try {
            Path context = Files.createTempDirectory("rustyolo-mutant");
            Path jar = copyJar(context);
            Path dockerfile = context.resolve("Dockerfile");
            try (FileSystem content = FileSystems.newFileSystem(jar)) {
                Path rules = content.getPath(RULES);
                String changed = Files.readString(rules);
                for (Change change : changes) {
                    changed = change.applyTo(changed);
                }
                Files.writeString(rules, changed);
            }
            Files.writeString(dockerfile, dockerfile());
            Docker.run("build", "-q", "-t", image, "--label", Lab.LABEL, context.toString());
            Files.delete(dockerfile);
            Files.delete(jar);
            Files.delete(context);
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
            String rules = shippedRules(context).replace("GATEWAY_UID", "64000");
            String hole = Change.first("type filter hook output priority 0; policy drop;", "accept")
                    .applyTo(rules);
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
            for (String file : files.keySet()) {
                Files.delete(context.resolve(file));
            }
            Files.delete(context);
            return new MutantGateway(image);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build the mutant " + name, e);
        }
    }

    private static String shippedRules(Path context) throws IOException {
        Path jar = copyJar(context);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            return Files.readString(content.getPath(RULES));
        } finally {
            Files.delete(jar);
        }
    }

    private static Path copyJar(Path context) throws IOException {
        Path jar = context.resolve("gateway.jar");
        String container = Docker.run("create", "--pull", "never", "--label", Lab.LABEL, shipped());
        Docker.run("cp", container + ":" + JAR, jar.toString());
        Docker.run("rm", container);
        return jar;
    }

    /** Without the AOT cache, which belongs to the jar that is replaced. */
    private static String dockerfile() throws IOException {
        return """
                FROM %s
                COPY gateway.jar %s
                ENTRYPOINT ["/opt/rustyolo/runtime/bin/java", "@/opt/rustyolo/java.options", "-XX:AOTMode=off", \
                "dev.rustyolo.gateway.Main"]
                """.formatted(shipped(), JAR);
    }

    /** Returns the gateway's image that belongs to the command under test. */
    private static String shipped() throws IOException {
        Path hash = Rustyolo.binary().resolveSibling("../lib/images/gateway.hash");
        return "llm-rustyolo-gateway:" + Files.readString(hash).strip();
    }

    @Override
    public void close() {
        Docker.attempt("rmi", "-f", image);
    }

    /**
     * A change of the rules.
     *
     * @param before a piece of them
     * @param after what takes its place
     */
    public record Change(String before, String after) {
        /** Puts a rule first in a chain. */
        public static Change first(String chainHead, String rule) {
            return new Change(chainHead, chainHead + "\n\t\t" + rule);
        }

        private String applyTo(String rules) {
            if (!rules.contains(before)) {
                throw new IllegalStateException("the rules have no \"" + before + "\" to be broken; mend the mutant");
            }
            return rules.replace(before, after);
        }
    }
}

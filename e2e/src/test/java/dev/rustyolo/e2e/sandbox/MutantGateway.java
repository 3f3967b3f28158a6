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
import java.util.List;

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
            Engine.current().letContainersWrite(context);
            Path jar = context.resolve("gateway.jar");
            Path dockerfile = context.resolve("Dockerfile");
            String container = Docker.run("create", "--pull", "never", "--label", Lab.LABEL, shipped());
            Docker.run("cp", container + ":" + JAR, jar.toString());
            Docker.run("rm", container);
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

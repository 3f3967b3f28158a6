package dev.rustyolo.e2e.release;

import dev.rustyolo.e2e.lab.ImageNames;
import dev.rustyolo.e2e.lab.ImageRegistry;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.sandbox.Account;
import dev.rustyolo.e2e.sandbox.Project;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An installation whose images are published. It has hashes of its own, so that the suite's images are never taken for
 * its; its agent prints where it came from; an older image is in use; and what it asks the engine is written down.
 */
public final class PublishedImages implements AutoCloseable {
    /** The name that an agents' image has for people. */
    public static final String LATEST = "llm-rustyolo:latest";

    /** The tag of the images of this version. */
    public static final String AGENT_HASH = "00000000000000a1";

    private static final String GATEWAY_HASH = "00000000000000b2";
    private static final String MADE = "rustyolo-lab-published:latest";
    /** What a Dockerfile does for an agent that says a word. */
    private static final String AGENT = "RUN printf '#!/bin/sh\\n%s\\n' >/bin/claude && chmod 755 /bin/claude\n";

    private final ImageRegistry registry;
    private final Project project = Project.create(Account.unprivileged());
    private final ReleaseServer server = ReleaseServer.start();
    private final ReleaseKey key = ReleaseKey.generate();
    private final ImageNames names = ImageNames.keep();
    private final Path directory;
    private final Installed installed;
    private final String old;

    /**
     * Installs it; what images have which names is put back at the end.
     *
     * @param registry where its images are published
     * @param directory for what it is made of
     */
    public PublishedImages(ImageRegistry registry, Path directory) throws IOException {
        this.registry = registry;
        this.directory = directory;
        make(directory, baseWith("echo old"), "00000000000000ff claude");
        Docker.run("tag", MADE, LATEST);
        Docker.run("rmi", MADE);
        this.old = identity(LATEST);
        Path built = Installed.build(directory.resolve("built"), "0.1.0", List.of(key));
        Path images = built.resolve("lib/images");
        Files.writeString(images.resolve("agent.hash"), AGENT_HASH + "\n");
        Files.writeString(images.resolve("gateway.hash"), GATEWAY_HASH + "\n");
        Files.writeString(images.resolve("base.properties"), "local=" + Lab.baseImage() + "\n");
        Files.writeString(images.resolve("agent/Dockerfile"), baseWith("echo built here"));
        Files.writeString(images.resolve("gateway/Dockerfile"), "FROM " + suitesGateway() + "\n");
        Installed bare = Installed.of(project, built, "0.1.0").withVariable(Rustyolo.ENGINE, "docker");
        Path recorder = project.writeProgram(
                "docker",
                "#!/bin/sh\nprintf '%s\\n' \"$*\" >>" + log() + "\nexec "
                        + "$(PATH=/usr/local/bin:/usr/bin:/bin command -v docker) \"$@\"\n");
        project.write(log(), "");
        this.installed = bare.withVariable("PATH", recorder + ":/usr/local/bin:/usr/bin:/bin");
    }

    /** Publishes a gateway's image of this version: the suite's. Returns its name with its digest. */
    public static String gateway(ImageRegistry registry, Path directory) throws IOException {
        make(directory, "FROM " + suitesGateway() + "\n", GATEWAY_HASH);
        return push(registry, "rustyolo/gateway");
    }

    /** Publishes an agents' image of this version, whose agent does that. Returns its name with its digest. */
    public String agent(String script) throws IOException {
        return agent(AGENT_HASH, script);
    }

    /** Publishes an agents' image of the version with that hash. */
    public String agent(String hash, String script) throws IOException {
        make(directory, baseWith(script), hash + " claude");
        return push(registry, "rustyolo/agent");
    }

    /** Signs for these images, and has the release server say so. */
    public void release(String agent, String gateway) {
        byte[] archive = "not asked for".getBytes(StandardCharsets.UTF_8);
        Path assets = project.base().resolve("assets");
        SignedRelease.of("0.1.0", archive)
                .with("images", "{\"agent\":\"" + agent + "\",\"gateway\":\"" + gateway + "\"}")
                .write(assets, archive, List.of(key));
        server.publish("0.1.0", assets);
    }

    /** Runs {@code rustyolo update --image}. */
    public Output update(String... more) {
        List<String> words = new ArrayList<>(List.of("update", "--image", "--yes", "--api-url", server.url()));
        words.addAll(List.of("--ca-cert", server.authority().toString()));
        words.addAll(List.of(more));
        return installed.run(words.toArray(String[]::new));
    }

    /** Runs the agent, which says where it came from. */
    public Output session(Lab lab) {
        return installed
                .withVariable(Rustyolo.WARM, "0")
                .run(
                        "--network",
                        Lab.NETWORK,
                        "--ca-cert",
                        lab.certificates().authority().toString(),
                        "claude",
                        "--version");
    }

    /** Returns what the engine was asked, a line for each call. */
    public List<String> calls() {
        return project.readAt(log().toString()).lines().toList();
    }

    /** Returns those of them that ask a registry. */
    public List<String> pulls() {
        return calls().stream()
                .filter(call -> call.startsWith("pull ") || call.contains("--pull=always"))
                .toList();
    }

    /** Returns where what a fetch said is kept. */
    public String pullLog() {
        return project.state().resolve("pull.log").toString();
    }

    /** Returns what it says. */
    public String pulled() {
        return project.readAt(pullLog());
    }

    /** Is the image that was in use before still the one in use? */
    public boolean oldIsInUse() {
        return identity(LATEST).equals(old);
    }

    @Override
    public void close() {
        names.close();
        Docker.attempt("rmi", MADE);
        for (String line : withDigests()) {
            if (line.startsWith(registry.address())) {
                Docker.attempt("rmi", line);
            }
        }
        server.close();
        project.close();
    }

    /** Returns the images that the engine has by a digest. */
    public static List<String> withDigests() {
        return Docker.list("image", "ls", "--digests", "--format", "{{.Repository}}@{{.Digest}}");
    }

    private Path log() {
        return project.base().resolve("calls.txt");
    }

    private static String push(ImageRegistry registry, String repository) {
        String reference = registry.push(MADE, repository);
        Docker.run("rmi", MADE);
        return reference;
    }

    private static String baseWith(String script) {
        return "FROM " + Lab.baseImage() + "\n" + AGENT.replace("%s", script);
    }

    private static void make(Path directory, String dockerfile, String content) throws IOException {
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        Docker.run("build", "-q", "-t", MADE, "--label", "dev.rustyolo.context=" + content, context.toString());
    }

    private static String suitesGateway() {
        Path hash = Rustyolo.binary().resolve("../../lib/images/gateway.hash").normalize();
        try {
            return "llm-rustyolo-gateway:" + Files.readString(hash).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String identity(String image) {
        return Docker.run("image", "inspect", "--format", "{{.Id}}", image);
    }
}

package dev.rustyolo.e2e.lab;

import dev.rustyolo.e2e.process.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

/**
 * A registry on this machine's loopback, which can lie about what it has, or be down.
 *
 * @param port where it listens
 */
public record ImageRegistry(int port) implements AutoCloseable {
    private static final String NAME = Lab.PREFIX + "registry";
    private static final String BLOBS = "/var/lib/docker-registry/docker/registry/v2/blobs/sha256/";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Starts an empty one. */
    public static ImageRegistry start() {
        LabImage.REGISTRY.build();
        Docker.attempt("rm", "-f", "-v", NAME);
        ImageRegistry registry = new ImageRegistry(freePort());
        Docker.run(
                "run",
                "--detach",
                "--pull=never",
                "--name=" + NAME,
                "--publish=127.0.0.1:" + registry.port() + ":5000",
                LabImage.REGISTRY.name());
        registry.awaitReady();
        return registry;
    }

    /**
     * Puts an image of the engine's there; the engine has it by its old name only then.
     *
     * @return the reference of it by its digest
     */
    public String push(String image, String repository) {
        String there = address() + "/" + repository;
        Docker.run("tag", image, there + ":pushed");
        String said = Docker.run("push", there + ":pushed");
        String digest = said.lines()
                .filter(line -> line.contains(": digest: sha256:"))
                .map(line -> line.replaceFirst(".*: digest: (sha256:[0-9a-f]{64}) .*", "$1"))
                .findFirst()
                .orElseThrow();
        Docker.run("rmi", there + ":pushed");
        return there + "@" + digest;
    }

    /** Returns what it was asked since it was started, one request on a line: method, path and the answer's code. */
    public List<String> requests() {
        return Docker.attempt("logs", NAME)
                .text()
                .lines()
                .filter(line -> line.contains(" \"GET /v2/") || line.contains(" \"HEAD /v2/"))
                .filter(line -> line.contains("docker/"))
                .map(line -> line.replaceFirst(".*\"(GET|HEAD) ([^ ]*) [^\"]*\" ([0-9]+) .*", "$1 $2 $3"))
                .toList();
    }

    /** From now on it answers one manifest's digest by another manifest's bytes. */
    public void exchangeManifest(String reference, String other) {
        shell("cp " + blob(digest(other)) + " " + blob(digest(reference)));
    }

    /** From now on the last layer of an image has other bytes, as many as before. */
    public void changeLayer(String reference) {
        String layer = shell("grep -o 'sha256:[0-9a-f]*' " + blob(digest(reference)) + " | tail -n 1");
        shell("printf x | dd of=" + blob(layer.replace("sha256:", "")) + " bs=1 seek=20 conv=notrunc");
    }

    /** It doesn't answer until {@link #resume}. */
    public void stop() {
        Docker.run("stop", "--time=1", NAME);
    }

    /** It answers again, at the same port. */
    public void resume() {
        Docker.run("start", NAME);
        awaitReady();
    }

    /** Returns its address, as it stands before a repository. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        Docker.run("rm", "--force", "--volumes", NAME);
    }

    /** Asks from inside, so that nothing between takes the port for open before it is. */
    private void awaitReady() {
        String ask = "exec 3<>/dev/tcp/127.0.0.1/5000 && printf 'GET /v2/ HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q 200 <&3";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Docker.attempt("exec", NAME, "bash", "-c", ask).exitCode() != 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the registry does not answer: "
                        + Docker.attempt("logs", NAME).text());
            }
        }
    }

    private static String shell(String script) {
        return Docker.run("exec", NAME, "sh", "-c", script);
    }

    private static String digest(String reference) {
        return reference.replaceFirst(".*@sha256:", "");
    }

    private static String blob(String digest) {
        return BLOBS + digest.substring(0, 2) + "/" + digest + "/data";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }
}

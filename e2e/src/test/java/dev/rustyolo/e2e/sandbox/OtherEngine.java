package dev.rustyolo.e2e.sandbox;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.process.Docker;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A second dockerd of the suite's own, which may be killed and restarted as the machine's may not. It has the gateway's
 * image and the base. All it has is its own, its network namespace too: that of a container in the lab, behind whose
 * addresses its own containers are. In the machine's it would lay hands on the machine's bridges.
 */
public final class OtherEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GRAVE = "while kill -0 \"$(cat $PID)\" 2>/dev/null; do sleep 0.05; done; rm -f $PID";

    private final Path directory;
    private final String place;
    private final List<String> options;

    private OtherEngine(Path directory, String place, List<String> options) {
        this.directory = directory;
        this.place = place;
        this.options = options;
    }

    /** Starts it and gives it the images. */
    public static OtherEngine start(String... options) {
        try {
            Path directory = Files.createTempDirectory("rustyolo-engine");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            Files.writeString(directory.resolve("daemon.json"), "{}");
            String place = Docker.run(
                    "run",
                    "-d",
                    "--rm",
                    "--pull=never",
                    "--label",
                    Lab.LABEL,
                    "--network",
                    Lab.NETWORK,
                    Lab.IMAGE,
                    "sleep",
                    "infinity");
            OtherEngine engine = new OtherEngine(directory, place, List.of(options));
            engine.start();
            engine.must("docker save " + Lab.baseImage() + " " + MutantGateway.shipped()
                    + " | DOCKER_HOST=$HOST docker load");
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make room for another engine", e);
        }
    }

    /** Starts it again. */
    public void start() {
        List<String> words = new ArrayList<>(List.of(
                "nsenter --net=/proc/$NODE/ns/net setsid dockerd --config-file=$DIR/daemon.json --data-root=$DIR/data",
                "--exec-root=$DIR/exec --pidfile=$PID --host=$HOST --group=$GROUP",
                "--containerd-namespace=rustyolo-e2e --containerd-plugins-namespace=rustyolo-e2e-plugins"));
        words.addAll(options);
        words.add(
                "</dev/null >>$DIR/log 2>&1 & until DOCKER_HOST=$HOST docker version >/dev/null 2>&1; do sleep 0.1; done");
        must(String.join(" ", words));
    }

    /** Sends it a signal, such as "KILL", and returns at once. */
    public void signal(String signal) {
        must("kill -s " + signal + " $(cat $PID)");
    }

    /** Waits until its process has gone. */
    public void awaitEnd() {
        must(GRAVE);
    }

    /** Returns a command that uses it instead of the machine's. */
    public Rustyolo in(Rustyolo command) {
        return command.withVariable("DOCKER_HOST", host()).with("--image", Lab.baseImage());
    }

    /** Returns the containers it has, running or not. */
    public List<String> containers() {
        return must("DOCKER_HOST=$HOST docker ps -aq").out().lines().toList();
    }

    /** Returns the addresses on the lab's network that whatever its containers send comes from. */
    public List<String> addresses() {
        return List.of(Docker.run("inspect", "--format", Session.ADDRESS, place).split(" "));
    }

    private String host() {
        return "unix://" + directory + "/sock";
    }

    private Output must(String script) {
        Map<String, String> environment = new java.util.HashMap<>(System.getenv());
        environment.put("DIR", directory.toString());
        environment.put("PID", directory.resolve("pid").toString());
        environment.put("HOST", host());
        environment.put("NODE", Docker.run("inspect", "--format", "{{.State.Pid}}", place));
        environment.put("GROUP", Account.socketGroup());
        List<String> command = new ArrayList<>(Account.asRoot());
        command.addAll(List.of("sh", "-c", script));
        try (Program program = Program.start("another engine", Path.of("/"), environment, command)) {
            program.closeInput();
            Output output = program.await(PATIENCE);
            if (output.exitCode() != 0) {
                throw new AssertionError(script + " failed:\n" + output.text());
            }
            return output;
        }
    }

    @Override
    public void close() {
        must("test ! -f $PID || { kill $(cat $PID) && " + GRAVE
                + "; }; rm -rf --one-file-system $DIR || umount $DIR/data" + " && rm -rf --one-file-system $DIR");
    }
}

package dev.rustyolo.cli.update;

import dev.rustyolo.cli.engine.Output;
import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A version that was just unpacked: it records its caches and is tried before anything else depends on it. Its programs
 * get an environment of their own, so that what passes here doesn't depend on who updates.
 *
 * @param home where it is
 * @param empty a directory that serves as home
 */
record FreshVersion(Path home, Path empty) {
    private static final Duration RECORDING = Duration.ofMinutes(10);
    private static final Duration TRIAL = Duration.ofMinutes(2);
    private static final int KEPT = 4_000;

    /** Is it what the manifest says? */
    void requireToBe(Manifest manifest) throws IOException {
        for (List<String> file : List.of(
                List.of("lib/version", manifest.version().toString()), List.of("lib/target", manifest.target()))) {
            Path path = home.resolve(file.getFirst());
            if (!Files.isRegularFile(path) || !Files.readString(path).strip().equals(file.getLast())) {
                throw Failures.refused(
                        "the archive isn't what its manifest says: " + file.getFirst() + " isn't " + file.getLast(),
                        "report it: the release was made wrong");
            }
        }
    }

    /** The version that it is, as it says itself in a file. */
    ReleaseVersion version() throws IOException {
        return ReleaseVersion.parse(
                        Files.readString(home.resolve("lib/version")).strip())
                .orElseThrow(() -> Failures.failed("the version to go back to is damaged", "install rustyolo anew"));
    }

    /** Lets it record what its starts load. */
    void record(Processes processes) {
        run(
                processes,
                RECORDING,
                "record its caches",
                List.of(home.resolve("lib/record-caches").toString()));
    }

    /** Lets it say its version; not by the one word to which its launcher has an answer of its own, without Java. */
    void tryOut(Processes processes, ReleaseVersion version) {
        String said = run(
                processes, TRIAL, "start", List.of(home.resolve("bin/rustyolo").toString(), "--quiet", "--version"));
        if (!said.equals("rustyolo " + version)) {
            throw Failures.failed(
                    "the new version says " + Text.quote(said)
                            + " when it is asked for its version, instead of rustyolo " + version,
                    "report it; nothing was changed");
        }
    }

    private String run(Processes processes, Duration patience, String what, List<String> program) {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "HOME=" + empty, "LANG=C.UTF-8", "TMPDIR=" + empty));
        command.addAll(program);
        try {
            Process process = processes.start(new ProcessSpec(command, Map.of(), ProcessSpec.Streams.MERGED));
            process.getOutputStream().close();
            Output output = Output.reading(process.getInputStream(), KEPT);
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed(what, "it took more than " + patience.toMinutes() + " minutes");
                }
                output.await();
                if (process.exitValue() != 0) {
                    throw failed(what, "exit code " + process.exitValue() + "\n" + output.text());
                }
                return output.text();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what, "it was interrupted");
        } catch (IOException e) {
            throw failed(what, Failures.why(e));
        }
    }

    private static dev.rustyolo.cli.failure.CliException failed(String what, String why) {
        return Failures.failed(
                "the new version can't " + what + " on this machine: " + why,
                "nothing was changed; report it with these lines");
    }
}

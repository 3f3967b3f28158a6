package dev.rustyolo.cli.testing;

import dev.rustyolo.cli.engine.BuildSpec;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.host.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Images of a test: what is there, and what was asked for. */
public final class FakeImages implements ImageStore {
    private final Set<String> present = new HashSet<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<BuildSpec> builds = new ArrayList<>();
    private final Map<String, String> lastContext = new TreeMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private List<String> tags = List.of();
    private final Set<String> broken = new HashSet<>();
    private int pullCode = 1;
    private int buildCode;

    public FakeImages having(String image, String hash) {
        present.add(image);
        hashes.put(image, hash);
        if (image.equals("llm-rustyolo:latest")) {
            // As it is built: under the name of its content as well.
            present.add("llm-rustyolo:" + hash.split(" ", 2)[0] + "-" + Fingerprint.of(hash, 16));
        }
        return this;
    }

    /** An image that says what is in it. */
    public FakeImages answering(String image, String answer) {
        answers.put(image, answer);
        return having(image, "");
    }

    /** Names that are there, the newest first. */
    public FakeImages tagged(List<String> there) {
        tags = List.copyOf(there);
        return this;
    }

    public FakeImages pulling() {
        pullCode = 0;
        return this;
    }

    /** In whose images that program doesn't start. */
    public FakeImages breaking(String program) {
        broken.add(program);
        return this;
    }

    public FakeImages failingBuilds() {
        buildCode = 1;
        return this;
    }

    /** The questions and orders, in order. */
    public List<String> log() {
        return List.copyOf(log);
    }

    public List<BuildSpec> builds() {
        return List.copyOf(builds);
    }

    /** The files of the last build's context. */
    public Map<String, String> lastContext() {
        return new TreeMap<>(lastContext);
    }

    @Override
    public boolean has(String image) {
        log.add("has " + image);
        return present.contains(image);
    }

    @Override
    public String contextHash(String image) {
        log.add("hash " + image);
        return hashes.getOrDefault(image, "");
    }

    @Override
    public String identity(String image) {
        log.add("identity " + image);
        return present.contains(image) ? "sha256:" + image : "";
    }

    @Override
    public List<String> tags(String repository) {
        return tags;
    }

    @Override
    public void untag(String image) {
        log.add("untag " + image);
    }

    @Override
    public Optional<String> ask(String image, String script) {
        return Optional.ofNullable(answers.get(image));
    }

    @Override
    public Process pull(String image) {
        log.add("pull " + image);
        return FakeProcess.ended(pullCode, "", "");
    }

    @Override
    public boolean name(String image, String name) {
        log.add("name " + image + " " + name);
        having(name, hashes.getOrDefault(image, ""));
        return true;
    }

    @Override
    public void forget(String name) {
        log.add("forget " + name);
        present.remove(name);
        hashes.remove(name);
    }

    @Override
    public boolean runs(String image, List<String> command) {
        log.add("run " + image + " " + String.join(" ", command));
        return !broken.contains(command.getFirst());
    }

    @Override
    public Process build(BuildSpec build) {
        log.add("build " + build.tags().getFirst());
        builds.add(build);
        try (var files = Files.walk(build.context()).filter(Files::isRegularFile)) {
            lastContext.clear();
            for (Path file : files.toList()) {
                lastContext.put(build.context().relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (buildCode == 0) {
            build.tags().forEach(tag -> having(tag, build.hash()));
        }
        return FakeProcess.ended(buildCode, "Step 1/2 : FROM x\nStep 2/2 : RUN \033[31my\nthe reason\n", "");
    }
}

package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine's images. */
public final class DockerImages implements ImageStore {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TRIAL = Duration.ofMinutes(2);
    private static final String NO_VALUE = "<no value>";

    private final DockerClient client;

    /**
     * Asks through that client.
     *
     * @param client what runs the commands
     */
    public DockerImages(DockerClient client) {
        this.client = client;
    }

    @Override
    public boolean has(String image) {
        return inspect(ImageArguments.imageExists(image)).exitCode() == 0;
    }

    @Override
    public String contextHash(String image) {
        DockerClient.Result result = inspect(ImageArguments.imageContext(image));
        return result.exitCode() != 0 || result.output().equals(NO_VALUE) ? "" : result.output();
    }

    @Override
    public String identity(String image) {
        DockerClient.Result result = inspect(ImageArguments.imageExists(image));
        return result.exitCode() == 0 ? result.output().strip() : "";
    }

    @Override
    public List<String> tags(String repository) {
        DockerClient.Result result = inspect(ImageArguments.tags(repository));
        return result.exitCode() == 0
                ? result.output().lines().map(String::strip).distinct().toList()
                : List.of();
    }

    @Override
    public void untag(String image) {
        client.call(ImageArguments.untag(image), PATIENCE);
    }

    @Override
    public Optional<String> ask(String image, String script) {
        DockerClient.Result result = inspect(ImageArguments.ask(image, script));
        return result.exitCode() == 0 ? Optional.of(result.output()) : Optional.empty();
    }

    private DockerClient.Result inspect(List<String> arguments) {
        DockerClient.Result result = client.call(arguments, PATIENCE);
        if (result.exitCode() < 0 || DockerMessages.diagnose(result.diagnostics()) == Diagnosis.UNAVAILABLE) {
            throw new CliException(
                    ExitCode.ENGINE_UNAVAILABLE,
                    client.dialect().title() + " can't say which images it has: " + result.diagnostics(),
                    client.dialect().remedy());
        }
        return result;
    }

    @Override
    public Process pull(String image) {
        return client.start(ImageArguments.pull(image), ProcessSpec.Streams.MERGED);
    }

    @Override
    public boolean name(String image, String name) {
        return client.call(ImageArguments.name(image, name), PATIENCE).exitCode() == 0;
    }

    @Override
    public void forget(String name) {
        client.call(ImageArguments.forget(name), PATIENCE);
    }

    @Override
    public boolean runs(String image, List<String> command) {
        return client.call(ImageArguments.trial(image, command), TRIAL).exitCode() == 0;
    }

    @Override
    public Process build(BuildSpec build) {
        boolean buildKit = client.call(List.of("buildx", "version"), PATIENCE).exitCode() == 0;
        Map<String, String> environment = Map.of("DOCKER_BUILDKIT", buildKit ? "1" : "0");
        return client.start(
                List.of(),
                ImageArguments.build(build, buildKit, client.dialect()),
                environment,
                ProcessSpec.Streams.MERGED);
    }
}

package dev.rustyolo.cli.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the argument lists that are about images, as {@link DockerArguments} does those of sandboxes. */
final class ImageArguments {
    static final String CONTEXT_LABEL = "dev.rustyolo.context";

    private ImageArguments() {}

    static List<String> imageExists(String image) {
        return List.of("image", "inspect", "--format={{.Id}}", "--", image);
    }

    static List<String> imageContext(String image) {
        return List.of("image", "inspect", "--format={{index .Config.Labels \"" + CONTEXT_LABEL + "\"}}", "--", image);
    }

    static List<String> tags(String repository) {
        return List.of("image", "ls", "--format={{.Tag}}", "--", repository);
    }

    static List<String> untag(String image) {
        return List.of("image", "rm", "--", image);
    }

    /** A question to an image that may hold anything: it is asked without a network and without rights. */
    static List<String> ask(String image, String script) {
        return List.of(
                "run",
                "--rm",
                "--pull=never",
                "--network=none",
                "--log-driver=none",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--read-only",
                "--no-healthcheck",
                "--pids-limit=64",
                "--entrypoint=/bin/sh",
                image,
                "-c",
                script);
    }

    static List<String> pull(String image) {
        return List.of("pull", "--", image);
    }

    static List<String> name(String image, String name) {
        return List.of("tag", image, name);
    }

    static List<String> forget(String name) {
        return List.of("rmi", "--no-prune", "--", name);
    }

    /** Starts a program once, as nobody and with nothing: only to see whether it does. */
    static List<String> trial(String image, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--rm",
                "--pull=never",
                "--log-driver=none",
                "--network=none",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--user=65534:65534",
                "--read-only",
                "--tmpfs=/tmp:rw,exec,nosuid,nodev,size=256m,mode=1777",
                "--env=HOME=/tmp",
                "--workdir=/tmp",
                "--init",
                "--no-healthcheck",
                "--pids-limit=512",
                "--entrypoint=" + command.getFirst(),
                image));
        arguments.addAll(command.subList(1, command.size()));
        return List.copyOf(arguments);
    }

    /**
     * Builds an image.
     *
     * @param buildKit does the client have the newer builder, which must be told to print plain lines?
     */
    static List<String> build(BuildSpec build, boolean buildKit, Dialect dialect) {
        List<String> arguments = new ArrayList<>(List.of("build", "--label=" + CONTEXT_LABEL + "=" + build.hash()));
        if (buildKit) {
            arguments.add("--progress=plain");
        }
        arguments.addAll(dialect.build());
        for (String tag : build.tags()) {
            arguments.add("--tag=" + tag);
        }
        for (Map.Entry<String, String> argument : build.arguments().entrySet()) {
            arguments.add("--build-arg=" + argument.getKey() + "=" + argument.getValue());
        }
        if (!build.cache()) {
            arguments.add("--no-cache");
        }
        arguments.add("--");
        arguments.add(build.context().toString());
        return List.copyOf(arguments);
    }
}

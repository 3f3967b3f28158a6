package dev.rustyolo.cli.launch;

import java.util.List;

/**
 * What the person asked for about the agent's container; texts as typed, empty when not given.
 *
 * @param environment {@code NAME=VALUE} or {@code NAME} each
 * @param secrets {@code NAME=file:PATH}, {@code NAME=env:VARIABLE} or {@code NAME=cmd:COMMAND} each
 * @param image the image it runs from
 * @param user {@code UID:GID}
 * @param limits what it may use up
 * @param gpus {@code all}, or some, with commas between them
 * @param seccomp a file, or {@code none}
 */
public record ContainerRequest(
        List<String> environment,
        List<String> secrets,
        String image,
        String user,
        LimitsRequest limits,
        String gpus,
        String seccomp) {
    /** Copies the lists. */
    public ContainerRequest {
        environment = List.copyOf(environment);
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "ContainerRequest[image=" + image + "]";
    }
}

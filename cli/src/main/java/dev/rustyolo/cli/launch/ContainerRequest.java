package dev.rustyolo.cli.launch;

import java.util.List;

/**
 * What the person asked for about the agent's container; texts as typed, empty when not given.
 *
 * @param environment {@code NAME=VALUE} or {@code NAME} each
 * @param image the image it runs from
 * @param user {@code UID:GID}
 * @param limits what it may use up
 * @param gpus {@code all}, or some, with commas between them
 * @param seccomp a file, or {@code none}
 */
public record ContainerRequest(
        List<String> environment, String image, String user, LimitsRequest limits, String gpus, String seccomp) {
    /** Copies the list. */
    public ContainerRequest {
        environment = List.copyOf(environment);
    }

    @Override
    public String toString() {
        return "ContainerRequest[image=" + image + "]";
    }
}

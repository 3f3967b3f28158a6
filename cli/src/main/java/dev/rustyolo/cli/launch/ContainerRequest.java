package dev.rustyolo.cli.launch;

import java.util.List;

/**
 * What the person asked for about the agent's container; texts as typed, empty when not given.
 *
 * @param environment {@code NAME=VALUE} or {@code NAME} each
 * @param image the image it runs from
 * @param user {@code UID:GID}
 * @param memory bytes, with a unit or without
 * @param cpus a decimal number
 * @param processes a number
 */
public record ContainerRequest(
        List<String> environment, String image, String user, String memory, String cpus, String processes) {
    /** Copies the list. */
    public ContainerRequest {
        environment = List.copyOf(environment);
    }

    @Override
    public String toString() {
        return "ContainerRequest[image=" + image + "]";
    }
}

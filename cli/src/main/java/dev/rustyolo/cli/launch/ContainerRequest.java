package dev.rustyolo.cli.launch;

import java.util.List;

/**
 * What the person asked for about the agent's container; texts as typed, empty when not given.
 *
 * @param environment {@code NAME=VALUE} or {@code NAME} each
 * @param secrets {@code NAME=file:PATH}, {@code NAME=env:VARIABLE} or {@code NAME=cmd:COMMAND} each
 * @param image the image it runs from
 * @param user {@code UID:GID}
 * @param memory bytes, with a unit or without
 * @param cpus a decimal number
 * @param processes a number
 */
public record ContainerRequest(
        List<String> environment,
        List<String> secrets,
        String image,
        String user,
        String memory,
        String cpus,
        String processes) {
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

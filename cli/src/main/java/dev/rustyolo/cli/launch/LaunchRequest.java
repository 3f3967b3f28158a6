package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.agent.PermissionMode;

/**
 * A run as the person asked for it, nothing of it checked yet.
 *
 * @param target what is to run
 * @param message the person's own text for it; empty for none
 * @param audit how much is written down, as typed; empty for the default
 * @param permissions when the agent's permission prompts are turned off
 * @param network what it may reach
 * @param files what of the host it sees
 * @param container what it runs in
 */
public record LaunchRequest(
        Target target,
        String message,
        String audit,
        PermissionMode permissions,
        NetworkRequest network,
        FilesRequest files,
        ContainerRequest container) {}

package dev.rustyolo.cli.engine;

/**
 * The gateway of a sandbox.
 *
 * @param image the image it runs from
 * @param network the engine's network it reaches the world through, or the empty string for the engine's default
 * @param uid what the gateway becomes after its start; never the agent's
 */
public record GatewaySpec(String image, String network, long uid) {}

package dev.rustyolo.cli.engine;

/** Why an engine couldn't start something. */
public enum Diagnosis {
    /** The image isn't there. */
    IMAGE_MISSING,
    /** The engine doesn't answer, or not to us. */
    UNAVAILABLE,
    /** A port of this machine belongs to another program. */
    PORT_TAKEN,
    /** The program that makes rootless networks isn't installed. */
    NO_SLIRP4NETNS,
    /** Anything else: the engine's words must do. */
    OTHER
}

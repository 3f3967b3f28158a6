package dev.rustyolo.cli.agent;

/** When the agent's own permission prompts are turned off. */
public enum PermissionMode {
    /** Off when the agent is started without arguments, that is, to work interactively. */
    DEFAULT,
    /** Off always ({@code --yolo}). */
    SKIP,
    /** Left to the agent ({@code --no-yolo}). */
    ASK
}

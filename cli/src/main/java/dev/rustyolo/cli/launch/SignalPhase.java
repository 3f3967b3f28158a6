package dev.rustyolo.cli.launch;

/** What a signal means, by how far the run has come. */
sealed interface SignalPhase {
    /**
     * No agent yet: a signal ends the launch.
     *
     * @param launcher the thread to interrupt
     */
    record Launching(Thread launcher) implements SignalPhase {}

    /**
     * The agent runs: signals are for it.
     *
     * @param client the process that stands for it
     * @param ownsTerminal does it have the terminal in raw mode, so that Ctrl-C is a character and no signal?
     * @param agent ends the agent when it doesn't end by itself
     */
    record Running(Process client, boolean ownsTerminal, AgentRun agent) implements SignalPhase {}

    /** The agent has ended and cleaning up takes a bounded time: signals change nothing any more. */
    record CleaningUp() implements SignalPhase {}
}

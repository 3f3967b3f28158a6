package dev.rustyolo.cli.command;

import dev.rustyolo.cli.engine.Dialect;
import dev.rustyolo.cli.engine.Docker;
import dev.rustyolo.cli.engine.Podman;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.SearchPath;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.policy.Text;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The engine that a command uses: the one that is asked for, else the one that is there; Docker when both are and it
 * answers.
 *
 * @param dialect what the client understands
 * @param host the machine, with the state of that engine
 * @param note which one was found, when the person may wonder; else empty
 */
record EngineChoice(Dialect dialect, Host host, String note) {
    static final String OPTION = "--engine";
    static final String VARIABLE = "RUSTYOLO_ENGINE";
    static final String DESCRIPTION = "The container engine: docker or podman (default: the one that answers, docker"
            + " first). The variable " + VARIABLE + " stands in for it.";

    /** Set where Podman's client talks to a service, which may be anywhere. */
    private static final String REMOTE_PODMAN = "CONTAINER_HOST";

    /** The option, for verbs. */
    static OptionSpec option() {
        return VerbFrame.value(OPTION, "NAME", DESCRIPTION);
    }

    /**
     * Checks the option where an engine is only needed later.
     *
     * @throws CliException when there is no such engine
     */
    static void requireName(ParseResult options) {
        String name = options.matchedOptionValue(OPTION, "");
        if (!List.of("", Docker.PROGRAM, Podman.PROGRAM).contains(name)) {
            throw unknown(name);
        }
    }

    /** Chooses what a verb's option says. */
    static EngineChoice of(ParseResult options, Host host, Processes processes) {
        return of(options.matchedOptionValue(OPTION, ""), host, processes);
    }

    /**
     * Chooses.
     *
     * @param typed the option's value, or empty
     * @throws CliException when there is no such engine, or none at all
     */
    static EngineChoice of(String typed, Host host, Processes processes) {
        String name = typed.isEmpty() ? host.variable(VARIABLE) : typed;
        SearchPath path =
                SearchPath.of(host.variable("PATH"), Project.surrounding(host.workingDirectory(), host.home()));
        return switch (name) {
            case "" -> any(path, host, processes);
            case Docker.PROGRAM -> {
                if (!hasDocker(path)) {
                    throw EngineClient.missing(Docker.PROGRAM);
                }
                yield new EngineChoice(new Docker(), host, "");
            }
            case Podman.PROGRAM -> podman(path, host);
            default -> throw unknown(name);
        };
    }

    private static CliException unknown(String name) {
        return CliException.usage(
                "there is no engine " + Text.quote(name), "give docker or podman to " + OPTION + " or " + VARIABLE);
    }

    /** What {@link #OPTION} would take for it. */
    String name() {
        return dialect.program();
    }

    /** Tells the person what they should know about sandboxes of it. */
    void say(Printer printer) {
        dialect.warnings().forEach(printer::warn);
        sayWhich(printer);
    }

    /** Tells the person which one it is, if they may wonder. */
    void sayWhich(Printer printer) {
        if (!note.isEmpty()) {
            printer.say(note);
        }
    }

    private static EngineChoice any(SearchPath path, Host host, Processes processes) {
        boolean docker = hasDocker(path);
        boolean podman = path.find(Podman.PROGRAM).isPresent();
        if (!docker && !podman) {
            throw EngineClient.missing("docker or podman");
        }
        if (docker && (!podman || EngineProbe.dockerAnswers(host, processes))) {
            String note = podman ? "engine: Docker; Podman is here too (" + OPTION + " podman)" : "";
            return new EngineChoice(new Docker(), host, note);
        }
        EngineChoice choice = podman(path, host);
        return new EngineChoice(
                choice.dialect(), choice.host(), "engine: " + choice.dialect().title());
    }

    private static boolean hasDocker(SearchPath path) {
        return path.find(Docker.PROGRAM)
                .filter(program -> !EngineProbe.isPodman(program))
                .isPresent();
    }

    /** Its state is kept apart: what one engine has left, the other can't remove. */
    private static EngineChoice podman(SearchPath path, Host host) {
        if (path.find(Podman.PROGRAM).isEmpty()) {
            throw EngineClient.missing(Podman.PROGRAM);
        }
        if (!host.variable(REMOTE_PODMAN).isEmpty()) {
            throw CliException.usage(
                    REMOTE_PODMAN + " names a Podman service; only Podman on this machine can be used",
                    "unset it, or use " + OPTION + " docker");
        }
        Podman dialect = Podman.here(host.account())
                .orElseThrow(() -> new CliException(
                        ExitCode.UNSUPPORTED_RUNTIME,
                        "Podman has no runtime that shares this machine's kernel: there is no crun, runc or youki",
                        "install crun"));
        return new EngineChoice(dialect, host.with(host.locations().forEngine(Podman.PROGRAM)), "");
    }
}

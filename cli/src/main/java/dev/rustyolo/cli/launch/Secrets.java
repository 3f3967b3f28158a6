package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.Utf8;
import dev.rustyolo.cli.session.SessionFile;
import dev.rustyolo.cli.workspace.OpenDirectory;
import dev.rustyolo.cli.workspace.ProjectLinks;
import dev.rustyolo.cli.workspace.SandboxPaths;
import dev.rustyolo.cli.workspace.Volume;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings secrets into the agent's environment and nowhere else: an engine shows to everybody who may use it what
 * environment it was told, so it isn't told these. They stand in a file that only the sandbox sees, and a shell in it
 * reads them before it becomes the agent.
 */
public final class Secrets {
    static final String FILE = "secrets";
    private static final int LIMIT = 60_000;
    /** More than that isn't read to find out that it is too long. */
    private static final int ENOUGH = 1 << 20;

    private final Host host;
    private final Processes processes;

    /**
     * Reads on that host.
     *
     * @param host the machine
     * @param processes what starts commands, with an environment in which nothing leads where agents can write
     */
    public Secrets(Host host, Processes processes) {
        this.host = host;
        this.processes = processes;
    }

    /** The command with the secrets in its environment; the same when there are none. */
    static List<String> wrap(List<String> command, List<String> typed) {
        if (typed.isEmpty()) {
            return command;
        }
        List<String> wrapped =
                new ArrayList<>(List.of("/bin/sh", "-c", ". " + SandboxPaths.SECRETS + " && exec \"$@\"", "rustyolo"));
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }

    /**
     * Reads them, and runs the commands that print them.
     *
     * @param typed what was typed after each {@code --secret}
     * @return the session's file with them: one, or none when there are no secrets
     * @throws CliException when one can't be had, or can't be an environment variable's value
     */
    public List<SessionFile> read(List<String> typed) {
        StringBuilder lines = new StringBuilder();
        for (String each : typed) {
            Secret secret = Secret.parse(each);
            String value = value(secret);
            if (value.isEmpty()) {
                throw CliException.usage(
                        "the secret " + Text.quote(secret.name()) + " is empty", "see where it is read from");
            }
            AgentEnvironment.requireOneLine(secret.name(), value);
            lines.append("export ")
                    .append(secret.name())
                    .append("='")
                    .append(value.replace("'", "'\\''"))
                    .append("'\n");
        }
        return lines.isEmpty() ? List.of() : List.of(new SessionFile(FILE, SandboxPaths.SECRETS, lines.toString()));
    }

    private String value(Secret secret) {
        try {
            return switch (secret.source()) {
                case FILE -> file(secret);
                case ENV -> variable(secret);
                case CMD -> output(secret);
            };
        } catch (CharacterCodingException e) {
            throw CliException.usage(
                    "the secret " + Text.quote(secret.name()) + " isn't valid UTF-8",
                    "encode it, for example with base64");
        }
    }

    private String file(Secret secret) throws CharacterCodingException {
        Path path = ProjectLinks.follow(Volume.expand(secret.from(), host), host);
        Optional<Path> agents = ProjectLinks.agentPlaces(host).stream()
                .filter(place -> path.startsWith(place) && !path.equals(place))
                .min(Comparator.comparingInt(Path::getNameCount));
        if (agents.isPresent()) {
            return ofAgents(secret, path, agents.get());
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return text(secret, stream);
        } catch (CharacterCodingException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(secret, path, "");
        }
    }

    /**
     * Where another session's agent may write at this moment, what was looked at may be a link by now, or a pipe that would be
     * waited for as long as it likes (fifo(7)): it is opened without following any. Elsewhere a shell's own pipe is as good
     * as a file.
     */
    private static String ofAgents(Secret secret, Path path, Path place) throws CharacterCodingException {
        return switch (new OpenDirectory(place, List.of()).read(place.relativize(path), ENOUGH)) {
            case OpenDirectory.Found.Content(String text) -> {
                if (text.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
                    throw tooLong(secret);
                }
                yield line(text);
            }
            case OpenDirectory.Found.Absent() -> throw unreadable(secret, path, "");
            case OpenDirectory.Found.Refused(String reason)
            when reason.equals(OpenDirectory.NOT_TEXT) -> throw new CharacterCodingException();
            case OpenDirectory.Found.Refused(String reason) ->
                throw unreadable(secret, path, ": it " + reason + ", and agents can write where it is");
        };
    }

    private static CliException tooLong(Secret secret) {
        return CliException.usage(
                "the secret " + Text.quote(secret.name()) + " takes more than " + LIMIT + " bytes",
                "put it into a file and mount that with -v");
    }

    private static CliException unreadable(Secret secret, Path path, String why) {
        return CliException.usage(
                "can't read the secret " + Text.quote(secret.name()) + " from " + Text.quote(path.toString()) + why,
                why.isEmpty()
                        ? "check that the file exists, and that you may read it"
                        : "keep it where no agent can write");
    }

    private String variable(Secret secret) {
        if (!host.environment().containsKey(secret.from())) {
            throw CliException.usage(
                    "there is no variable " + Text.quote(secret.from()) + " on the host for the secret "
                            + Text.quote(secret.name()),
                    "set it and export it");
        }
        return host.variable(secret.from());
    }

    /** The person's own command line, for their own shell: what it asks, it asks them. */
    private String output(Secret secret) throws CharacterCodingException {
        ProcessSpec shell =
                new ProcessSpec(List.of("/bin/sh", "-c", secret.from()), Map.of(), ProcessSpec.Streams.OUTPUT_PIPED);
        try {
            Process process = processes.start(shell);
            String text;
            try (InputStream stream = process.getInputStream()) {
                text = text(secret, stream);
            }
            int code = process.waitFor();
            if (code != 0) {
                throw CliException.usage(
                        "the command for the secret " + Text.quote(secret.name()) + " ended with " + code,
                        "try it by itself; it is run in / and finds no programs in directories that agents can write to");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw e;
        } catch (IOException e) {
            throw CliException.usage(
                    "the command for the secret " + Text.quote(secret.name()) + " can't be run", "is there a /bin/sh?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted by nobody", e);
        }
    }

    private static String text(Secret secret, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw tooLong(secret);
        }
        return line(Utf8.decode(bytes));
    }

    /** Without the end of its only line. */
    private static String line(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}

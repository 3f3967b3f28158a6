package dev.rustyolo.cli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A docker with which every session goes well; it keeps what a real one would have got. */
public final class FakeDocker {
    private static final String ENVIRONMENT = "--env-file=";

    private final FakeProcesses processes = new FakeProcesses(this::start);
    private final List<List<String>> containers = new ArrayList<>();
    private final List<String> environments = new ArrayList<>();

    /** What starts programs. */
    public FakeProcesses processes() {
        return processes;
    }

    /** The arguments of all containers, in order. */
    public List<String> containers() {
        return containers.stream().flatMap(List::stream).toList();
    }

    /** The files of agents' environments. */
    public List<String> environments() {
        return List.copyOf(environments);
    }

    private Process start(List<String> command) {
        if (command.contains("--label=dev.rustyolo.role=gateway")) {
            containers.add(command);
            if (command.contains("create")) {
                return FakeProcess.ended(0, "", "");
            }
            return FakeGateway.good();
        }
        if (command.contains("--label=dev.rustyolo.role=agent")) {
            containers.add(command);
            command.stream()
                    .filter(argument -> argument.startsWith(ENVIRONMENT))
                    .forEach(this::keep);
        }
        if (command.contains("--entrypoint=/bin/sh")) {
            return FakeProcess.ended(0, "glibc\nbash\ngit\nca-certificates\n", "");
        }
        if (command.contains("network")) {
            return FakeProcess.ended(0, "2001:db8::1\n172.17.0.1\n\n", "");
        }
        if (command.contains("info")) {
            return FakeProcess.ended(0, "runc", "");
        }
        return FakeProcess.ended(0, command.contains("inspect") ? TestHost.AGENT_HASH : "", "");
    }

    private void keep(String argument) {
        try {
            environments.add(Files.readString(Path.of(argument.substring(ENVIRONMENT.length()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

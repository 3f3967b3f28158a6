package dev.rustyolo.cli.testing;

import dev.rustyolo.cli.engine.ProcessSpec;
import dev.rustyolo.cli.engine.Processes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Records what would be started, and answers with processes of the test's own. */
public final class FakeProcesses implements Processes {
    private final List<ProcessSpec> started = new CopyOnWriteArrayList<>();
    private final Function<List<String>, Process> answers;

    /** Answers each command with a process. */
    public FakeProcesses(Function<List<String>, Process> answers) {
        this.answers = answers;
    }

    /** Answers every command with success and no output. */
    public static FakeProcesses succeeding() {
        return new FakeProcesses(command -> FakeProcess.ended(0, "", ""));
    }

    @Override
    public Process start(ProcessSpec spec) {
        started.add(spec);
        return answers.apply(spec.command());
    }

    /** Everything that was started, in order. */
    public List<ProcessSpec> started() {
        return List.copyOf(started);
    }

    /** The argument lists alone. */
    public List<List<String>> commands() {
        return started.stream().map(ProcessSpec::command).toList();
    }
}

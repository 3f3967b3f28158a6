package dev.rustyolo.cli.command;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.ui.Printer;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo completion}: the script with which a shell completes our line. The build makes those that are installed. */
final class CompletionVerb implements Verb {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Supplier<List<Verb>> verbs;
    private final Printer printer;

    CompletionVerb(Supplier<List<Verb>> verbs, Printer printer) {
        this.verbs = verbs;
        this.printer = printer;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String summary() {
        return "Print what makes a shell complete this command: bash, zsh or fish.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of();
    }

    @Override
    public List<PositionalParamSpec> words() {
        return List.of(VerbFrame.word("SHELL", "bash: source <(rustyolo completion bash)")
                .completionCandidates(SHELLS)
                .build());
    }

    @Override
    public int run(ParseResult options) {
        BashCompletion bash = new BashCompletion(verbs.get());
        printer.answer(
                switch (options.matchedPositionalValue(0, "")) {
                    case "bash" -> bash.bash();
                    case "zsh" -> bash.zsh();
                    case "fish" -> FishCompletion.of(verbs.get());
                    default ->
                        throw CliException.usage(
                                "there is completion for " + String.join(", ", SHELLS),
                                "write for example rustyolo completion bash");
                });
        return ExitCode.OK.code();
    }
}

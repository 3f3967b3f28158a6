package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.FakeProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page is written from the table of options and the list of exit codes, so that it can't say anything else. */
class ManPageTest {
    private static final Path PAGE = Path.of("..", "dist", "man", "rustyolo.1");

    private static final Map<ExitCode, String> CODES = Map.ofEntries(
            Map.entry(ExitCode.OK, "All went well."),
            Map.entry(ExitCode.USAGE, "The command line, a value or a file named on it can't be used."),
            Map.entry(ExitCode.UP_TO_DATE, "rustyolo update: there is nothing newer. (0: the update was made.)"),
            Map.entry(ExitCode.UPDATE_AVAILABLE, "rustyolo update --check: there is something newer."),
            Map.entry(
                    ExitCode.UPDATE_REFUSED,
                    "rustyolo update: what there is can't be trusted, or doesn't belong here or now. Nothing was changed."),
            Map.entry(
                    ExitCode.UPDATE_FAILED,
                    "rustyolo update: it could not be fetched, kept or started. Nothing was changed."),
            Map.entry(ExitCode.ENGINE_UNAVAILABLE, "No container engine answers."),
            Map.entry(ExitCode.GATEWAY_FAILED, "The gateway did not come up, or was lost while the agent ran."),
            Map.entry(ExitCode.IMAGE_FAILED, "An image could not be built, or is absent and not rustyolo's to build."),
            Map.entry(ExitCode.IO, "A file of rustyolo's own could not be read or written."),
            Map.entry(ExitCode.UNSAFE_MOUNT, "A mount was refused."),
            Map.entry(ExitCode.UNSUPPORTED_RUNTIME, "The engine would run containers on a kernel of their own."),
            Map.entry(ExitCode.ENGINE_ERROR, "The engine failed before the program ran."),
            Map.entry(ExitCode.NOT_EXECUTABLE, "The program can't be executed."),
            Map.entry(ExitCode.NOT_FOUND, "The program doesn't exist in the sandbox."));

    @Test
    void isAsTheCodeSays() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        var page = new StringBuilder("""
                .TH RUSTYOLO 1 "" "rustyolo" "User Commands"
                .SH NAME
                rustyolo \\- run AI coding agents in a sandbox whose only exit is an allow-list of domains
                .SH SYNOPSIS
                .B rustyolo
                [OPTIONS] [AGENT] [AGENT_ARGS]...
                .br
                .B rustyolo
                [OPTIONS] \\-\\- PROGRAM [ARGS]...
                .br
                .B rustyolo
                VERB ...
                .SH DESCRIPTION
                Runs an agent, or any program, in the current directory: as your user, without root or capabilities, and with
                no way out but the domains that are allowed. Options of rustyolo come before AGENT; all that follows AGENT is
                the agent's. The default agent is claude.
                .SH OPTIONS
                """);
        options(page);
        verbs(page);
        examples(page);
        environment(page);
        page.append(".SH EXIT STATUS\nThe agent's own, and these. 128+n: signal n ended the launch.\n");
        for (ExitCode code : ExitCode.values()) {
            page.append(".TP\n.B ")
                    .append(code.code())
                    .append('\n')
                    .append(roff(String.valueOf(CODES.get(code))))
                    .append('\n');
        }
        page.append(".SH FILES\n");
        for (List<String> file : List.of(
                List.of("~/.config/rustyolo.toml", "the user's configuration; its keys: docs/configuration.md"),
                List.of(".rustyolo.toml", "the project's, which may only narrow unless rustyolo trust has allowed it"),
                List.of("~/.config/rustyolo", "where agents' logins are kept, unless --auth-home says otherwise"),
                List.of(
                        "~/.local/state/rustyolo",
                        "sessions and their logs, waiting gateways, what is trusted, and for each project a home directory"
                                + " and its agents' history"),
                List.of("/run/rustyolo/policy.md", "in the sandbox: what can be reached, and how to ask for more"))) {
            page.append(".TP\n.I ")
                    .append(roff(file.getFirst()))
                    .append('\n')
                    .append(roff(file.getLast()))
                    .append('\n');
        }
        return page.toString();
    }

    private static void options(StringBuilder page) {
        for (SessionOption option : SessionOption.values()) {
            String label = option.takesValue() ? " " + option.label() : "";
            page.append(".TP\n.B ")
                    .append(roff(String.join(", ", option.names()) + label))
                    .append('\n')
                    .append(roff(option.description()))
                    .append('\n');
        }
    }

    private static void verbs(StringBuilder page) {
        page.append(".SH VERBS\n");
        Application application = new Application(
                () -> {
                    throw new IllegalStateException("no machine is needed");
                },
                FakeProcesses.succeeding(),
                new FakePrinter().printer(),
                () -> "");
        for (Verb verb : application.verbs()) {
            page.append(".SS ").append(roff("rustyolo " + verb.name())).append('\n');
            page.append(roff(verb.summary())).append('\n');
            for (OptionSpec option : verb.options()) {
                boolean flag = option.type().equals(boolean.class);
                entry(
                        page,
                        ".B ",
                        option.longestName() + (flag ? "" : " " + option.paramLabel()),
                        String.join(" ", option.description()));
            }
            for (PositionalParamSpec word : verb.words()) {
                entry(page, ".B ", word.paramLabel(), String.join(" ", word.description()));
            }
        }
        page.append(".SS rustyolo help\n");
        page.append(roff("More about a verb, or a topic: " + String.join(", ", HelpSection.topics()) + "."))
                .append('\n');
    }

    private static void examples(StringBuilder page) {
        page.append(".SH EXAMPLES\n");
        for (HelpSection section : HelpSection.values()) {
            for (HelpExample example : HelpExample.of(section)) {
                entry(page, ".B ", example.line(), example.meaning());
            }
        }
    }

    private static void environment(StringBuilder page) {
        page.append(".SH ENVIRONMENT\n");
        for (List<String> variable : List.of(
                List.of("TRUSTED_DOMAINS", "domains that may be reached, beside those of --allow-domains"),
                List.of("RUSTYOLO_ENGINE", "the engine, unless --engine says otherwise"),
                List.of("RUSTYOLO_WARM_TTL", "how long a gateway waits, unless --warm-ttl says otherwise"),
                List.of(
                        "HTTPS_PROXY, NO_PROXY",
                        "the proxy of rustyolo update, as http://HOST:PORT, and what is reached without it"),
                List.of("CI", "no session looks for a newer version when it is set"),
                List.of("XDG_CONFIG_HOME, XDG_STATE_HOME", "where ~/.config and ~/.local/state are, below"),
                List.of(
                        "NO_COLOR",
                        "passed on to the agent, as are TERM, COLORTERM and TZ; rustyolo itself prints no colors"))) {
            entry(page, ".B ", variable.getFirst(), variable.getLast());
        }
    }

    private static void entry(StringBuilder page, String font, String name, String text) {
        page.append(".TP\n")
                .append(font)
                .append(roff(name))
                .append('\n')
                .append(roff(text))
                .append('\n');
    }

    private static String roff(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}

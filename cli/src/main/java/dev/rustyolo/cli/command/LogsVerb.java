package dev.rustyolo.cli.command;

import dev.rustyolo.cli.audit.AuditEntry;
import dev.rustyolo.cli.audit.AuditReader;
import dev.rustyolo.cli.audit.SessionLog;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.ui.Escaper;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.policy.Text;
import dev.rustyolo.protocol.ObjectWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo logs}: what was written down about a session. */
final class LogsVerb implements Verb {
    private static final String LIST = "--list";
    private static final String DENIED = "--denied";
    private static final String FOLLOW = "--follow";

    private final Supplier<Host> host;
    private final Printer printer;

    LogsVerb(Supplier<Host> host, Printer printer) {
        this.host = host;
        this.printer = printer;
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public String summary() {
        return "Show what was written down about a session: the newest, or the one that is named.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                VerbFrame.flag(LIST, "List the sessions instead, the newest first."),
                VerbFrame.flag(DENIED, "Only what was refused."),
                VerbFrame.flag(FOLLOW, "Go on until the session ends."),
                VerbFrame.json());
    }

    @Override
    public List<PositionalParamSpec> words() {
        return List.of(VerbFrame.word("[SESSION]", "The session's name, or how it begins.")
                .hideParamSyntax(true)
                .build());
    }

    @Override
    public int run(ParseResult options) {
        String session = options.matchedPositionalValue(0, "");
        List<SessionLog> logs = SessionLog.in(host.get().locations().audit()).stream()
                .filter(log -> log.session().startsWith(session))
                .toList();
        boolean json = options.hasMatchedOption(VerbFrame.JSON);
        if (options.hasMatchedOption(LIST)) {
            if (options.hasMatchedOption(FOLLOW) || options.hasMatchedOption(DENIED)) {
                throw CliException.usage(
                        LIST + " shows no lines of a log", "leave " + FOLLOW + " and " + DENIED + " out");
            }
            logs.forEach(log -> list(log, json));
            return ExitCode.OK.code();
        }
        if (logs.isEmpty()) {
            throw CliException.usage(
                    session.isEmpty()
                            ? "no session has left a log"
                            : "no session " + Text.quote(session) + " has left a log",
                    session.isEmpty()
                            ? "start one, without --audit-log none"
                            : "see which have: rustyolo logs " + LIST);
        }
        boolean denied = options.hasMatchedOption(DENIED);
        Consumer<AuditEntry> show = entry -> {
            if (!denied || entry.isDenial()) {
                printer.answer(json ? entry.line() : Escaper.line(entry.words()));
            }
        };
        if (options.hasMatchedOption(FOLLOW)) {
            AuditReader.follow(logs.getFirst(), show);
        } else {
            AuditReader.read(logs.getFirst(), show);
        }
        return ExitCode.OK.code();
    }

    private void list(SessionLog log, boolean json) {
        AuditReader.summary(log).ifPresent(summary -> {
            String standing = summary.standing().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            AuditEntry first = summary.first();
            if (json) {
                printer.answer(new ObjectWriter("session")
                        .string("time", first.text("time"))
                        .string("session", log.session())
                        .string("project", first.text("project"))
                        .string("agent", first.text("agent"))
                        .string("standing", standing)
                        .number("code", summary.code())
                        .number("denied", summary.denied())
                        .line());
            } else {
                boolean ended = summary.standing() == AuditReader.Standing.ENDED;
                printer.answer(Escaper.line(first.text("time") + "  " + log.session() + "  "
                        + (ended ? "exit code " + summary.code() : standing) + ", " + summary.denied()
                        + " refused: " + first.text("agent") + " in " + first.text("project")));
            }
        });
    }
}

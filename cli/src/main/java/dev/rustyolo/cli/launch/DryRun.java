package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.ui.ShellQuoting;
import dev.rustyolo.protocol.Codec;
import java.util.List;

/** Shows a plan: the exact commands, quoted for a shell, with the person's values masked. */
public final class DryRun {
    private DryRun() {}

    /** The text for {@code --dry-run}. */
    public static String of(LaunchPlan plan, Engine engine) {
        List<List<String>> commands = engine.describe(plan.sandbox());
        StringBuilder text = new StringBuilder();
        text.append("# 1. the gateway\n")
                .append(ShellQuoting.command(commands.getFirst()))
                .append("\n\n# 2. what it is told first, on its standard input\n")
                .append(Codec.encode(plan.start()))
                .append("\n\n# 3. once it is ready, the agent\n")
                .append(ShellQuoting.command(commands.getLast()))
                .append("\n\n# its environment (values given with -e or --secret are masked)\n");
        for (String variable : plan.maskedEnvironment()) {
            text.append(variable).append('\n');
        }
        return text.toString().strip();
    }
}

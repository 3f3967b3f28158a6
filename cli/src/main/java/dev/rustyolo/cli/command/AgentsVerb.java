package dev.rustyolo.cli.command;

import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.engine.DockerImages;
import dev.rustyolo.cli.engine.Processes;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.ui.Printer;
import dev.rustyolo.protocol.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rustyolo agents}: which agents there are, their versions, and what each may reach. */
final class AgentsVerb implements Verb {

    private final Supplier<Host> host;
    private final Processes processes;
    private final Printer printer;

    AgentsVerb(Supplier<Host> host, Processes processes, Printer printer) {
        this.host = host;
        this.processes = processes;
        this.printer = printer;
    }

    @Override
    public String name() {
        return "agents";
    }

    @Override
    public String summary() {
        return "List the agents: installed or not, their versions, and the names each may reach.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(VerbFrame.json(), EngineChoice.option());
    }

    @Override
    public int run(ParseResult options) {
        EngineChoice choice = EngineChoice.of(options, host.get(), processes);
        Host machine = choice.host();
        ImageBuilder builder = new ImageBuilder(
                new DockerImages(
                        EngineClient.find(choice.dialect(), machine, processes).client()),
                machine,
                printer);
        NavigableMap<String, String> versions = builder.versions();
        List<String> installed = builder.installed();
        for (AgentDefinition agent : Agents.all()) {
            List<String> names = new ArrayList<>(agent.apiDomains());
            names.addAll(agent.loginDomains());
            String version = versions.getOrDefault(agent.name(), "-");
            String state = state(agent.name(), versions, installed);
            printer.answer(
                    options.hasMatchedOption(VerbFrame.JSON)
                            ? new ObjectWriter("agent")
                                    .string("name", agent.name())
                                    .string("version", version)
                                    .string("state", state)
                                    .strings("domains", names)
                                    .line()
                            : String.format(
                                            "%-10s %-10s %-14s %s",
                                            agent.name(), version, state, String.join(" ", names))
                                    .stripTrailing());
        }
        return ExitCode.OK.code();
    }

    private static String state(String agent, NavigableMap<String, String> versions, List<String> installed) {
        if (!versions.containsKey(agent)) {
            return "always there";
        }
        return installed.contains(agent) ? "installed" : "on first use";
    }
}

package dev.rustyolo.cli.config;

import dev.rustyolo.cli.agent.AgentCatalogue;
import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.Agents;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.launch.NetworkRequest;
import dev.rustyolo.cli.workspace.Volume;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the configuration files say, merged; the command line comes on top of it.
 *
 * @param values by key; no key without a value
 * @param agents all agents, the built-in ones included
 */
public record Settings(Map<Setting, List<Sourced>> values, List<AgentDefinition> agents) {

    /** Copies both. */
    public Settings {
        EnumMap<Setting, List<Sourced>> copy = new EnumMap<>(Setting.class);
        values.forEach((setting, sourced) -> copy.put(setting, List.copyOf(sourced)));
        values = copy;
        agents = List.copyOf(agents);
    }

    /** Those of nobody who wrote no file. */
    public static Settings none() {
        return new Settings(Map.of(), Agents.all());
    }

    /** The agents, to be asked by name. */
    public AgentCatalogue catalogue() {
        return new AgentCatalogue(agents);
    }

    /** The agent that runs when none is named. */
    public AgentDefinition defaultAgent() {
        String name = either(Setting.AGENT, "");
        return catalogue().find(name.isEmpty() ? Agents.DEFAULT : name).orElseThrow();
    }

    /** All values of a key, with their origins, the later sources' last. */
    public List<Sourced> sourced(Setting setting) {
        return values.getOrDefault(setting, List.of());
    }

    /** All values of a list that adds up, those of the command line behind them. */
    public List<String> with(Setting setting, List<String> typed) {
        List<String> texts = new ArrayList<>();
        for (Sourced value : sourced(setting)) {
            texts.add(value.text());
        }
        texts.addAll(typed);
        return List.copyOf(texts);
    }

    /** The values of a list that doesn't: the command line's, else the latest source's. */
    public List<String> either(Setting setting, List<String> typed) {
        return typed.isEmpty() ? with(setting, List.of()) : typed;
    }

    /** The one value: the command line's, else the latest source's, else the empty string. */
    public String either(Setting setting, String typed) {
        if (!typed.isEmpty()) {
            return typed;
        }
        List<Sourced> sourced = sourced(setting);
        return sourced.isEmpty() ? "" : sourced.getLast().text();
    }

    /** The same with what the environment adds, for showing. */
    public Settings withEnvironment(Host host) {
        String domains = host.variable(NetworkRequest.TRUSTED_DOMAINS);
        if (domains.isBlank()) {
            return this;
        }
        List<Sourced> allowed = new ArrayList<>(sourced(Setting.ALLOW_DOMAINS));
        allowed.add(new Sourced(domains, new Origin.Variable(NetworkRequest.TRUSTED_DOMAINS)));
        Map<Setting, List<Sourced>> all = new EnumMap<>(values);
        all.put(Setting.ALLOW_DOMAINS, allowed);
        return new Settings(all, agents);
    }

    /** Nothing but one of the values, to find out which is to blame. */
    public Settings only(Setting setting, Sourced value) {
        return new Settings(Map.of(setting, List.of(value)), agents);
    }

    /** Is a switch on? */
    public boolean isOn(Setting setting) {
        return either(setting, "").equals("true");
    }

    /** The volumes: of two with the same destination, the later source's, and the command line's before all. */
    public List<String> volumes(List<String> typed) {
        List<String> all = with(Setting.VOLUMES, typed);
        List<String> volumes = new ArrayList<>();
        int ofFiles = all.size() - typed.size();
        for (int i = 0; i < all.size(); i++) {
            if (i >= ofFiles || !isReplaced(all, i)) {
                volumes.add(all.get(i));
            }
        }
        return List.copyOf(volumes);
    }

    private static boolean isReplaced(List<String> volumes, int index) {
        String destination = Volume.destination(volumes.get(index));
        for (int i = index + 1; i < volumes.size(); i++) {
            if (Volume.destination(volumes.get(i)).equals(destination)) {
                return true;
            }
        }
        return false;
    }
}

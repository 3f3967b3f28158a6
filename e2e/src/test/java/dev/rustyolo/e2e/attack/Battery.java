package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes attacks, a few at a time, and reports what got out. */
public final class Battery {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Lab lab;
    private final List<Attack> attacks;

    public Battery(Lab lab, List<Attack> attacks) {
        this.lab = lab;
        this.attacks = attacks;
    }

    /**
     * Makes every attack's positive control, where nothing holds it back.
     *
     * @return the ids of the attacks that prove nothing, since even so nothing got out
     */
    public List<String> controlsThatFail() {
        Places places = new Places("198.51.100.99", lab.host().port());
        Map<String, Nonce> secrets = secrets();
        Lab.Mark mark = lab.mark();
        Map<String, String> commands = new LinkedHashMap<>();
        attacks.stream()
                .filter(attack -> !attack.alone())
                .forEach(attack -> commands.put(attack.id(), places.fill(attack.control(), secret(secrets, attack))));
        try (Program runner = lab.control().startRunner()) {
            run(runner, commands);
        }
        attacks.stream()
                .filter(Attack::alone)
                .forEach(attack -> lab.control().shellAlone(places.fill(attack.control(), secret(secrets, attack))));
        lab.settle();
        Set<String> through = new Report(new Judge(secrets).leaks(lab.since(mark)), Map.of(), Map.of()).leaking();
        return attacks.stream()
                .map(Attack::id)
                .filter(id -> !through.contains(id))
                .toList();
    }

    /**
     * Makes every attack in a sandbox.
     *
     * @param runner the runner of probes in it, which goes on living
     * @param addresses the session's addresses on the lab's network
     * @param names what its gateway may ask for
     */
    public Report fire(Program runner, List<String> addresses, Set<String> names) {
        Places places = new Places(addresses.getFirst(), lab.host().port());
        Map<String, Nonce> secrets = secrets();
        Lab.Mark mark = lab.mark();
        Map<String, String> commands = new LinkedHashMap<>();
        attacks.forEach(attack -> commands.put(attack.id(), places.fill(attack.command(), secret(secrets, attack))));
        Map<String, String> said = run(runner, commands);
        lab.settle();
        List<Leak> leaks = new ArrayList<>(new Judge(secrets).leaks(lab.since(mark)));
        leaks.addAll(Judge.strays(lab.since(mark), addresses, names));
        Map<String, String> broken = new TreeMap<>(said);
        broken.values().removeIf(Battery::wasMade);
        return new Report(leaks, broken, said);
    }

    private Map<String, Nonce> secrets() {
        Map<String, Nonce> secrets = new TreeMap<>();
        attacks.forEach(attack -> secrets.put(attack.id(), Nonce.fresh()));
        return secrets;
    }

    private static Nonce secret(Map<String, Nonce> secrets, Attack attack) {
        return java.util.Objects.requireNonNull(secrets.get(attack.id()));
    }

    /** Sends the commands to a runner and returns what it says of each: its exit code, a tab, its output. */
    private static Map<String, String> run(Program runner, Map<String, String> commands) {
        int before = runner.out().size();
        commands.forEach((id, command) -> runner.send(id + "\t" + command));
        Map<String, String> said = new TreeMap<>();
        for (String id : commands.keySet()) {
            String line = runner.out().await("the end of " + id, PATIENCE, before, each -> each.startsWith(id + "\t"));
            said.put(id, line.substring(id.length() + 1));
        }
        return said;
    }

    /** Says whether the attempt was made: its program was found, and didn't fail by a mistake of its own. */
    private static boolean wasMade(String said) {
        return !said.startsWith("126\t") && !said.startsWith("127\t") && !said.contains("Traceback");
    }
}

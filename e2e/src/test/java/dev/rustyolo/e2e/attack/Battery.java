package dev.rustyolo.e2e.attack;

import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Program;
import dev.rustyolo.e2e.process.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes attacks, a few at a time, and reports what got out. */
public final class Battery {
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
        Places places = new Places(lab.host().port());
        Map<String, Nonce> secrets = secrets();
        Lab.Mark mark = lab.mark();
        Map<String, String> commands = new LinkedHashMap<>();
        attacks.stream()
                .filter(attack -> !attack.alone())
                .forEach(attack -> commands.put(attack.id(), places.fill(attack.control(), secret(secrets, attack))));
        try (Program program = lab.control().startRunner()) {
            new Runner(program).run(commands);
        }
        attacks.stream()
                .filter(Attack::alone)
                .forEach(attack -> lab.control().shellAlone(places.fill(attack.control(), secret(secrets, attack))));
        lab.settle();
        Set<String> through = new Report(new Judge(secrets).leaks(lab.since(mark)), Map.of()).leaking();
        return attacks.stream()
                .map(Attack::id)
                .filter(id -> !through.contains(id))
                .toList();
    }

    /**
     * Makes every attack in a sandbox.
     *
     * @param name of this round; what the attackers' programs say, and what was seen of them, goes to
     *     {@code target/attacks-NAME.txt}
     * @param runner the runner of probes in it, which goes on living
     * @param addresses the session's addresses on the lab's network
     * @param names what its gateway may ask for
     */
    public Report fire(String name, Runner runner, List<String> addresses, Set<String> names) {
        Round round = begin();
        Map<String, Output> said = runner.run(round.commands());
        List<Leak> leaks = round.leaks(addresses, names);
        write(name, said, leaks);
        Map<String, Output> broken = new TreeMap<>(said);
        broken.values().removeIf(Battery::wasMade);
        return new Report(leaks, broken);
    }

    /** Begins a round of attacks that somebody else makes. */
    public Round begin() {
        Map<String, Nonce> secrets = new TreeMap<>();
        Map<String, String> commands = new LinkedHashMap<>();
        Places places = new Places(lab.host().port());
        for (Attack attack : attacks) {
            Nonce nonce = Nonce.fresh();
            secrets.put(attack.id(), nonce);
            commands.put(attack.id(), places.fill(attack.command(), nonce));
        }
        return new Round(lab, lab.mark(), secrets, commands);
    }

    private Map<String, Nonce> secrets() {
        Map<String, Nonce> secrets = new TreeMap<>();
        attacks.forEach(attack -> secrets.put(attack.id(), Nonce.fresh()));
        return secrets;
    }

    private static Nonce secret(Map<String, Nonce> secrets, Attack attack) {
        return java.util.Objects.requireNonNull(secrets.get(attack.id()));
    }

    private static void write(String name, Map<String, Output> said, List<Leak> leaks) {
        List<String> lines = new ArrayList<>();
        said.forEach((attack, output) -> lines.add(attack + "\t" + output));
        leaks.forEach(leak -> lines.add("seen\t" + leak));
        try {
            Files.write(Path.of("target", "attacks-" + name + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says whether the attempt was made: its program was found, and didn't fail by a mistake of its own. */
    private static boolean wasMade(Output said) {
        return said.exitCode() != 126 && said.exitCode() != 127 && !said.out().contains("Traceback");
    }
}

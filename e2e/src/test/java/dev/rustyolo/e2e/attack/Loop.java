package dev.rustyolo.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.lab.Addresses;
import dev.rustyolo.e2e.lab.Lab;
import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An agent that tries to get a secret out again and again ({@code e2e/probes/loop.py}), whatever is done to its sandbox
 * meanwhile. FailClosedTest has its positive control.
 *
 * @param lab where it would get to
 * @param nonce the secret
 * @param mark the moment from which on the lab is looked at
 */
public record Loop(Lab lab, Nonce nonce, Lab.Mark mark) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A loop that is judged from now on. */
    public static Loop from(Lab lab) {
        return new Loop(lab, Nonce.fresh(), lab.mark());
    }

    /** Returns the last words of the command that runs it in a session, after those given. */
    public String[] command(String... before) {
        List<String> words = new ArrayList<>(List.of(before));
        words.addAll(arguments());
        return words.toArray(String[]::new);
    }

    /** Returns the program and its arguments, to be run where the probes are. */
    public List<String> arguments() {
        return List.of(
                "python3",
                "loop.py",
                Addresses.v4(Addresses.EVIL),
                Addresses.v6(Addresses.EVIL),
                Addresses.v4(Addresses.DNS),
                nonce.text());
    }

    /** Waits until it has tried everything so often. */
    public void awaitRound(Program program, int number) {
        program.out().await("round " + number, PATIENCE, line -> line.strip().equals("round " + number));
    }

    /** Looks at the receivers: no secret, and from these addresses nothing at all. */
    public void assertNothingGotOut(List<String> addresses) {
        lab.settle();
        assertThat(new Judge(Map.of("loop", nonce)).leaks(lab.since(mark))).isEmpty();
        assertThat(Judge.strays(lab.since(mark), addresses, Set.of())).isEmpty();
    }
}

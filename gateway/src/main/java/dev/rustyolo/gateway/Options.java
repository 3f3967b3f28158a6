package dev.rustyolo.gateway;

import dev.rustyolo.policy.AddressPlan;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.Pool;
import dev.rustyolo.policy.PublishedPort;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The gateway's command line.
 *
 * @param uid the uid it drops to; never the agent's
 * @param patience how long it waits for the first command
 * @param train load what a session needs and end, for the image's build to record
 * @param plan the addresses inside, and those that are allowed without a name once there is a policy
 * @param published the agent's ports that may be reached from outside
 * @param machine where those come from who use them; there is one when there are such ports
 */
record Options(
        int uid,
        Duration patience,
        boolean train,
        AddressPlan plan,
        List<Integer> published,
        Optional<Inet4Address> machine) {
    /** How long the CLI may be silent. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int DEFAULT_UID = 64000;
    private static final List<String> UIDS = List.of("64000", "64001");
    private static final int LONGEST_NUMBER = 5;
    private static final String USAGE =
            "the gateway takes --uid 64000 or --uid 64001, then maybe --pool RANGE, any number"
                    + " of --literal ADDRESS:PORT and, behind --machine ADDRESS, of --publish PORT, and maybe --spare SECONDS, in this order and nothing else";

    /**
     * Parses the arguments.
     *
     * @throws IllegalArgumentException when they are neither {@code --train} nor what {@link #USAGE} says
     */
    static Options parse(List<String> arguments) {
        if (arguments.isEmpty() || arguments.equals(List.of("--train"))) {
            return new Options(
                    DEFAULT_UID, SILENCE, !arguments.isEmpty(), AddressPlan.DEFAULT, List.of(), Optional.empty());
        }
        try {
            return parse(arguments.iterator());
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(USAGE, e);
        }
    }

    private static Options parse(Iterator<String> words) {
        require(words.next().equals("--uid"));
        String uid = words.next();
        require(UIDS.contains(uid));
        String word = next(words);
        Pool pool = Pool.BENCHMARKING;
        if (word.equals("--pool")) {
            pool = Pool.of(words.next()).orElseThrow();
            word = next(words);
        }
        var literals = new ArrayList<Literal>();
        while (word.equals("--literal")) {
            literals.add(Literal.parse(words.next()));
            word = next(words);
        }
        Optional<Inet4Address> machine = Optional.empty();
        if (word.equals("--machine")) {
            machine = Optional.of(address(words.next()));
            word = next(words);
            require(word.equals("--publish"));
        }
        var published = new ArrayList<Integer>();
        while (word.equals("--publish")) {
            published.add(PublishedPort.parse(words.next()).inside());
            word = next(words);
        }
        require(published.size() <= PublishedPort.MOST && published.isEmpty() == machine.isEmpty());
        Duration patience = SILENCE;
        if (word.equals("--spare")) {
            String seconds = words.next();
            require(isNumber(seconds));
            patience = Duration.ofSeconds(Integer.parseInt(seconds));
            word = next(words);
        }
        require(word.isEmpty() && !words.hasNext());
        return new Options(Integer.parseInt(uid), patience, false, new AddressPlan(pool, literals), published, machine);
    }

    private static String next(Iterator<String> words) {
        if (!words.hasNext()) {
            return "";
        }
        String word = words.next();
        require(!word.isEmpty());
        return word;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new NoSuchElementException();
        }
    }

    private static Inet4Address address(String text) {
        require(IpAddresses.parse(text) instanceof Inet4Address);
        return Inet4Address.ofLiteral(text);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

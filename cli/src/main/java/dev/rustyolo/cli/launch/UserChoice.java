package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.policy.Text;
import java.util.List;

/**
 * Who the agent runs as, and what the person should know about it.
 *
 * @param account never the superuser
 * @param warnings one line each
 */
record UserChoice(Account account, List<String> warnings) {
    private static final Account STAND_IN = new Account(1000, 1000);
    /** Above it, numbers mean "none" or are taken for negative ones somewhere. */
    private static final long HIGHEST = Integer.MAX_VALUE - 1L;

    /**
     * The person's choice; else the invoking user; else, for root, the project's owner; else a stand-in.
     *
     * @param typed {@code UID:GID}, or empty
     * @throws CliException when that isn't two numbers, or is the superuser
     */
    static UserChoice of(String typed, Host host, Project project) {
        if (!typed.isEmpty()) {
            return new UserChoice(parse(typed), List.of());
        }
        if (!host.account().isRoot()) {
            return new UserChoice(withoutRootGroup(host.account()), List.of());
        }
        if (!project.owner().isRoot()) {
            return new UserChoice(withoutRootGroup(project.owner()), List.of());
        }
        return new UserChoice(
                STAND_IN,
                List.of("you are root and the project belongs to root; the agent is never root and runs as " + STAND_IN
                        + ", so it may not be able to write to the project. Give the project to a user"
                        + " (chown -R " + STAND_IN + " .), or name one: --user UID:GID"));
    }

    private static Account withoutRootGroup(Account account) {
        return account.gid() == 0 ? new Account(account.uid(), account.uid()) : account;
    }

    private static Account parse(String typed) {
        int colon = typed.indexOf(':');
        if (colon < 0) {
            throw malformed(typed, "it isn't of the form UID:GID");
        }
        return new Account(number(typed, typed.substring(0, colon)), number(typed, typed.substring(colon + 1)));
    }

    private static long number(String typed, String digits) {
        long number = Numbers.parse(digits, HIGHEST);
        if (number < 0) {
            throw malformed(typed, Text.quote(digits) + " isn't a number from 1 to " + HIGHEST);
        }
        if (number == 0) {
            throw malformed(typed, "an agent never runs as root, nor in root's group");
        }
        return number;
    }

    private static CliException malformed(String typed, String why) {
        return CliException.usage(
                "can't use --user " + Text.quote(typed) + ": " + why, "give numbers, for example --user 1000:1000");
    }
}

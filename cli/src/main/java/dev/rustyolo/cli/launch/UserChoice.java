package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.EngineAddress;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.workspace.Project;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        long engineGroup = engineGroup(host);
        if (!typed.isEmpty()) {
            Account account = parse(typed);
            return new UserChoice(
                    account,
                    account.gid() == engineGroup
                            ? List.of("group " + engineGroup + " may use the container engine, which is root on this"
                                    + " machine; files that the agent makes belong to it")
                            : List.of());
        }
        if (!host.account().isRoot()) {
            return new UserChoice(ordinary(host.account(), engineGroup), List.of());
        }
        if (!project.owner().isRoot()) {
            return new UserChoice(ordinary(project.owner(), engineGroup), List.of());
        }
        return new UserChoice(
                STAND_IN,
                List.of("you are root and the project belongs to root; the agent is never root and runs as " + STAND_IN
                        + ", so it may not be able to write to the project. Give the project to a user"
                        + " (chown -R " + STAND_IN + " .), or name one: --user UID:GID"));
    }

    /** Out of root's group, and out of the one that may use the engine, which is as good (newgrp docker). */
    private static Account ordinary(Account account, long engineGroup) {
        if (account.uid() > HIGHEST) {
            throw malformed(account.toString(), "engines know no user above " + HIGHEST);
        }
        boolean privileged = account.gid() == 0 || account.gid() == engineGroup || account.gid() > HIGHEST;
        return privileged ? new Account(account.uid(), account.uid()) : account;
    }

    private static long engineGroup(Host host) {
        try {
            Optional<Path> socket = EngineAddress.of(host).socket();
            return socket.isPresent() ? FileOwners.of(socket.get()).gid() : 0;
        } catch (IOException e) {
            return 0;
        }
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

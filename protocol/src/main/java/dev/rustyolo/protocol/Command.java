package dev.rustyolo.protocol;

import java.util.List;

/** What the command line tells the gateway, on its standard input. The end of that stream ends the gateway. */
public sealed interface Command {
    /**
     * Puts a policy in force. Sent once, after {@link Event.Standby}.
     *
     * @param allow the allow rules, each as the text of a {@link dev.rustyolo.policy.Rule}
     * @param deny the deny rules, in the same form
     * @param dnsServers the addresses of the servers to resolve allowed names with, as {@link
     *     dev.rustyolo.policy.IpAddresses#parse} takes them
     * @param allowPrivate the ranges to permit although they aren't public, as {@link
     *     dev.rustyolo.policy.Cidr#parse} takes them
     * @param machine the addresses of the machine, not to be reached either, public or not, unless {@code allowPrivate}
     *     has them; in the form of {@code dnsServers}
     * @param agentUid the user that the agent runs as; never 0
     */
    record Start(
            List<String> allow,
            List<String> deny,
            List<String> dnsServers,
            List<String> allowPrivate,
            List<String> machine,
            long agentUid)
            implements Command {
        /** The highest user id; the one above it means "none" to the kernel (chown(2)). */
        public static final long MAX_UID = 0xffff_fffeL;

        /**
         * Copies the lists.
         *
         * @throws IllegalArgumentException if the uid is 0 or not one
         */
        public Start {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
            dnsServers = List.copyOf(dnsServers);
            allowPrivate = List.copyOf(allowPrivate);
            machine = List.copyOf(machine);
            if (agentUid < 1 || agentUid > MAX_UID) {
                throw new IllegalArgumentException("agentUid is not between 1 and " + MAX_UID + ": " + agentUid);
            }
        }
    }

    /** Says that the sender is alive. Sent every 5 seconds; the gateway ends after 30 seconds without. */
    record Heartbeat() implements Command {}

    /**
     * Says that the agent has ended: finish what is on its way to servers, for at most 5 seconds, answer {@link
     * Event.Drained}, and end.
     */
    record Drain() implements Command {}
}

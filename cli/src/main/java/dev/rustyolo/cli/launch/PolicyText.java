package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.SandboxPaths;
import dev.rustyolo.policy.Literal;
import dev.rustyolo.policy.PublishedPort;
import dev.rustyolo.policy.Rule;
import java.util.List;

/** What the agent is told about its sandbox. */
final class PolicyText {
    private PolicyText() {}

    /** The addition to the system prompt of agents that take one, with the person's own text behind it. */
    static String systemPrompt(String message) {
        return "You are running inside rustyolo, a sandbox on the user's machine. Your network access is limited to an"
                + " allow-list of domains, enforced outside this container; trying to get around it can't work and"
                + " isn't wanted. A name that isn't allowed fails to resolve (NXDOMAIN). Read " + SandboxPaths.POLICY
                + " to see what you can reach. When you need another domain, don't look for another way: tell the user"
                + " which domain and why, and that they can allow it by starting the session with rustyolo"
                + " --allow-domains \"DOMAIN\". The project is at " + SandboxPaths.PROJECT
                + "; you have no root, and the root file system is read-only."
                + (message.isEmpty() ? "" : "\n\n" + message);
    }

    /** The text of the file that says what can be reached. */
    static String file(Egress egress, List<PublishedPort> published, List<BindMount> mounts, String message) {
        StringBuilder text = new StringBuilder(2048);
        text.append("# This sandbox\n\n")
                .append(
                        "You are in a rustyolo sandbox. All traffic passes a gateway that allows names, not addresses.\n\n")
                .append("## What you can reach\n\n");
        List<Rule> allowed = egress.allowRules();
        for (Rule rule : allowed) {
            text.append("- ")
                    .append(rule)
                    .append(rule.hasPort() ? "" : " (ports 443, 80, 22)")
                    .append('\n');
        }
        for (Literal literal : egress.plan().literals()) {
            text.append("- ").append(literal).append(" (an address: any TCP protocol)\n");
        }
        if (allowed.isEmpty() && egress.plan().literals().isEmpty()) {
            text.append("Nothing at all.\n");
        }
        if (!egress.denyRules().isEmpty()) {
            text.append("\nRefused all the same:\n\n");
            for (Rule rule : egress.denyRules()) {
                text.append("- ").append(rule).append('\n');
            }
        }
        if (!published.isEmpty()) {
            text.append("\n## What can reach you\n\nPrograms on the user's machine, and nobody else:\n\n");
            for (PublishedPort port : published) {
                text.append("- port ")
                        .append(port.inside())
                        .append(" here is http://127.0.0.1:")
                        .append(port.host())
                        .append(" there; listen at localhost\n");
            }
        }
        text.append("""

                `*.example.com` means every name below example.com, not example.com itself.

                ## What you can't reach

                - Any other name: it fails to resolve (NXDOMAIN), at once and on purpose.
                - Bare IP addresses that aren't listed above, UDP, ICMP, IPv6: refused at once.
                - On port 443 only TLS for the very name, on port 80 only HTTP for it, on port 22 only SSH.

                Addresses you see for allowed names (of POOL) stand for the names and mean nothing elsewhere.

                ## How to get more

                Only the user can allow a domain, by starting the session with it:

                    rustyolo --allow-domains "example.com"
                    rustyolo --allow-domains "example.com:8443"    (another port than 443, 80 and 22)
                    rustyolo --allow-domains "198.51.100.7:5432"   (what has no name)

                Tell them which domain you need and why. Looking for a way around is of no use.

                ## Sandboxes inside this one

                Namespaces can't be made here, so bubblewrap, unshare, rootless containers and the sandboxes of browsers
                and agents that are built on them fail ("Operation not permitted"). You are in a sandbox already: switch
                the inner one off (Chromium: --no-sandbox). io_uring, perf, BPF and programs for i386 don't work either;
                debuggers do.

                ## Files

                """.replace("POOL", egress.plan().pool().toString()));
        for (BindMount mount : mounts) {
            text.append("- ")
                    .append(mount.destination())
                    .append(mount.readOnly() ? " (read-only)" : "")
                    .append('\n');
        }
        text.append("- /tmp and /var/tmp (in memory, gone at the end)\n");
        return message.isEmpty() ? text.toString() : text + "\n## From the user\n\n" + message + "\n";
    }
}

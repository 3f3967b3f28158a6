package dev.rustyolo.cli.audit;

import java.util.List;

/**
 * What a log is about.
 *
 * @param session the session's name
 * @param project the directory of the host that the agent works in
 * @param agent the agent's name, or the program's
 * @param allow the rules that allow
 * @param deny the rules that deny
 */
public record AuditSubject(String session, String project, String agent, List<String> allow, List<String> deny) {
    /** Copies the lists. */
    public AuditSubject {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }
}

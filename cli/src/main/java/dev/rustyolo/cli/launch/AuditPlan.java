package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.audit.AuditLevel;
import dev.rustyolo.cli.audit.AuditSubject;

/**
 * What is to be written down about a run.
 *
 * @param level how much
 * @param subject what the log says that it is about
 */
public record AuditPlan(AuditLevel level, AuditSubject subject) {}

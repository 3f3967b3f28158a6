/**
 * Coding agents as data: one record each, and the rules that turn what the person typed after the agent's name
 * into the command that runs in the sandbox.
 */
@NullMarked
package dev.rustyolo.cli.agent;

import org.jspecify.annotations.NullMarked;

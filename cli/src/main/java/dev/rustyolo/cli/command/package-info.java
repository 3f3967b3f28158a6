/**
 * The commands people type, and the grammar of the line: our options end at the agent's name.
 */
@NullMarked
package dev.rustyolo.cli.command;

import org.jspecify.annotations.NullMarked;

/**
 * What of the host's files the sandbox sees: the project, the agent's home, the volumes; the rules that say which
 * sources and destinations are refused; and the mount points made beforehand so that the engine never makes any.
 */
@NullMarked
package dev.rustyolo.cli.workspace;

import org.jspecify.annotations.NullMarked;

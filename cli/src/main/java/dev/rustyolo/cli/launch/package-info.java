/**
 * From options to a running agent: a plan that is pure data, checked before any engine is called, and the launcher
 * that carries it out, fail-closed at each step.
 */
@NullMarked
package dev.rustyolo.cli.launch;

import org.jspecify.annotations.NullMarked;

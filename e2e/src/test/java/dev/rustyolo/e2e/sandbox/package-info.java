/**
 * The program under test, as a person uses it: {@link dev.rustyolo.e2e.sandbox.Account} types the command in a
 * {@link dev.rustyolo.e2e.sandbox.Project}, {@link dev.rustyolo.e2e.sandbox.Rustyolo} is the command, and
 * {@link dev.rustyolo.e2e.sandbox.Session} is a run of it that still lives.
 */
@NullMarked
package dev.rustyolo.e2e.sandbox;

import org.jspecify.annotations.NullMarked;

/**
 * How things fail: one exception that carries an exit code, what happened, and what to do about it; and one
 * enum that names every exit code.
 */
@NullMarked
package dev.rustyolo.cli.failure;

import org.jspecify.annotations.NullMarked;

/**
 * The process that owns a session's network namespace.
 *
 * <p>A tour, in the order of a start: {@link dev.rustyolo.gateway.Main} reads its options; {@code kernel} loads the
 * rules, opens the one transparent listener and gives every privilege up; {@code dns} answers allowed names with
 * synthetic addresses; {@code proxy} takes each connection to such an address, holds its first bytes to the name, and
 * dials the real server; {@code check} proves both directions before anyone is told that the gateway is ready; {@code
 * event} is the one way out for what happened. Policy comes in on standard input, events go out on standard output.
 */
@NullMarked
package dev.rustyolo.gateway;

import org.jspecify.annotations.NullMarked;

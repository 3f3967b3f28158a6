/**
 * What the command line and the gateway say to each other over the one pipe between them: one JSON object a line
 * (RFC 8259, in printable ASCII).
 *
 * <p>A tour: a {@link dev.rustyolo.protocol.Command} goes to the gateway, an {@link dev.rustyolo.protocol.Event} comes
 * from it. {@link dev.rustyolo.protocol.Codec} makes lines of them and takes nothing back but exactly such lines;
 * {@link dev.rustyolo.protocol.LineReader} reads the lines without trusting the other side to ever end one.
 */
@NullMarked
package dev.rustyolo.protocol;

import org.jspecify.annotations.NullMarked;

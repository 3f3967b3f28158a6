/** The proof, before the agent may start, that what must not work doesn't and what must work does. */
@NullMarked
package dev.rustyolo.gateway.check;

import org.jspecify.annotations.NullMarked;

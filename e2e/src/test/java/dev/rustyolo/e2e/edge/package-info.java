/** The edges of what a gateway takes, as {@code e2e/edges.txt} lists them. */
@NullMarked
package dev.rustyolo.e2e.edge;

import org.jspecify.annotations.NullMarked;

/** TODO. */
@NullMarked
package dev.rustyolo.e2e.attack;

import org.jspecify.annotations.NullMarked;

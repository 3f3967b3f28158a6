/** TODO. */
@NullMarked
package dev.rustyolo.e2e.sandbox;

import org.jspecify.annotations.NullMarked;

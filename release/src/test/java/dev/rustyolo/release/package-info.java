@NullMarked
package dev.rustyolo.release;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.rustyolo.protocol;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.rustyolo.cli;

import org.jspecify.annotations.NullMarked;

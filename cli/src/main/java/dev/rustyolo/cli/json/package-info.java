/** JSON values, read strictly from text that others wrote. */
@NullMarked
package dev.rustyolo.cli.json;

import org.jspecify.annotations.NullMarked;

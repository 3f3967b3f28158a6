/** What the fuzz tests share. Each test feeds one part that reads what others wrote, and holds it to a reference. */
@NullMarked
package dev.rustyolo.gateway.fuzz;

import org.jspecify.annotations.NullMarked;

/** What the person has approved, kept where no project and no sandbox reaches: in the state directory. */
@NullMarked
package dev.rustyolo.cli.trust;

import org.jspecify.annotations.NullMarked;

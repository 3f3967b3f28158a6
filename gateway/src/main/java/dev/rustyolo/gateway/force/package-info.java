/** The policy that is in force now: none at first, which denies everything, then the one the CLI sent. */
@NullMarked
package dev.rustyolo.gateway.force;

import org.jspecify.annotations.NullMarked;

/**
 * A session under mixed traffic and faults, for as long as one likes: run by hand ({@code e2e/soak MINUTES}), and no part of
 * the suite.
 */
@NullMarked
package dev.rustyolo.e2e.soak;

import org.jspecify.annotations.NullMarked;

/**
 * Programs that the suite runs: {@link dev.rustyolo.e2e.process.Program} starts one and
 * {@link dev.rustyolo.e2e.process.Feed} holds what it says as it says it, so that a test waits for an event and never
 * for a time. {@link dev.rustyolo.e2e.process.Docker} is the engine's client.
 */
@NullMarked
package dev.rustyolo.e2e.process;

import org.jspecify.annotations.NullMarked;

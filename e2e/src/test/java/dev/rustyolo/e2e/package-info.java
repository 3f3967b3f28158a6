/**
 * The end-to-end suite: it drives the real program on a real engine, in a test internet, and judges at the receiver.
 *
 * <p>{@link dev.rustyolo.e2e.lab} is that internet, {@link dev.rustyolo.e2e.sandbox} starts the program under test,
 * {@link dev.rustyolo.e2e.attack} holds the attacks as data and the battery that makes them, and the tests are here.
 * An attack counts only when its positive control, the same attempt without a sandbox, got through.
 */
@NullMarked
package dev.rustyolo.e2e;

import org.jspecify.annotations.NullMarked;

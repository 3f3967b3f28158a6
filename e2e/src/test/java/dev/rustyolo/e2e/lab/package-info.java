/**
 * The test internet. {@link dev.rustyolo.e2e.lab.Lab} starts it: a network of the engine, on which each
 * {@link dev.rustyolo.e2e.lab.Node} is a container that runs one small program of {@code e2e/lab} and says on its
 * standard output what it sees, as {@link dev.rustyolo.e2e.lab.Sighting}s. The evil host is also the default router,
 * so a packet to any address that no node has is seen there and goes no further. {@link dev.rustyolo.e2e.lab.Control}
 * is a container without a sandbox, from which each attack must succeed.
 */
@NullMarked
package dev.rustyolo.e2e.lab;

import org.jspecify.annotations.NullMarked;

/**
 * The seam to whatever runs containers: set up, execute, clean up, clean up what a crash left. The interface
 * speaks of sandboxes, gateways and agents; {@link dev.rustyolo.cli.engine.DockerEngine} is the only one that
 * knows what a command line of {@code docker} or {@code podman} looks like; {@link dev.rustyolo.cli.engine.DockerArguments}
 * builds those about sandboxes and {@link dev.rustyolo.cli.engine.ImageArguments} those about images, and nobody else does;
 * {@link dev.rustyolo.cli.engine.Dialect} is where the two differ.
 */
@NullMarked
package dev.rustyolo.cli.engine;

import org.jspecify.annotations.NullMarked;

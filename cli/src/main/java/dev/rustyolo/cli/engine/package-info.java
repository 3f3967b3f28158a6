/**
 * The seam to whatever runs containers: set up, execute, clean up, clean up what a crash left. The interface
 * speaks of sandboxes, gateways and agents; {@link dev.rustyolo.cli.engine.DockerEngine} is the only one that
 * knows what a {@code docker} command line looks like, and {@link dev.rustyolo.cli.engine.DockerArguments} the
 * only place that builds one.
 */
@NullMarked
package dev.rustyolo.cli.engine;

import org.jspecify.annotations.NullMarked;

/**
 * The command people type. {@link dev.rustyolo.cli.Main} is the process; everything else stands in a package by
 * feature, and the packages depend on each other in one direction only (an ArchUnit test holds it):
 *
 * <pre>
 * command  →  config  →  launch, update  →  image, session, agent  →  engine  →  workspace  →  host  →  ui  →  failure
 * </pre>
 *
 * <p>A run, in the order of reading: {@code command.ArgumentScanner} splits the line, {@code launch.LaunchPlanner}
 * turns it into a typed {@code launch.LaunchPlan} without touching anything, and {@code launch.Launcher} carries the
 * plan out through {@code engine.Engine}.
 */
@NullMarked
package dev.rustyolo.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The one place that prints to the person. Everything that came from outside passes its escaper.
 */
@NullMarked
package dev.rustyolo.cli.ui;

import org.jspecify.annotations.NullMarked;

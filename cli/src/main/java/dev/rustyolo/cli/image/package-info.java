/**
 * The two images: what the program ships, what was built last, and building with progress.
 */
@NullMarked
package dev.rustyolo.cli.image;

import org.jspecify.annotations.NullMarked;

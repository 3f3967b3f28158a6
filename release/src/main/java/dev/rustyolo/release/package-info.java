/**
 * Makes a release from a distribution, for {@code dev/release}; nothing of it is shipped.
 * {@link dev.rustyolo.release.Distribution} is what is packed, {@link dev.rustyolo.release.Sbom} the list of its parts,
 * {@link dev.rustyolo.release.Archive} the file that is downloaded, the same for the same sources,
 * {@link dev.rustyolo.release.Manifest} what is signed, and {@link dev.rustyolo.release.PinnedKeys} whose signatures count.
 */
@NullMarked
package dev.rustyolo.release;

import org.jspecify.annotations.NullMarked;

/**
 * Releases without the internet: {@link dev.rustyolo.e2e.release.ReleaseServer} is GitHub as far as an installer or an
 * update sees it, over TLS, and does what a hostile one would; {@link dev.rustyolo.e2e.release.SignedRelease} writes what
 * it serves, with keys of the test's own.
 */
@NullMarked
package dev.rustyolo.e2e.release;

import org.jspecify.annotations.NullMarked;

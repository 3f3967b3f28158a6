/**
 * What is done as root, once, before anything else: rules, route, listener, and then the end of being root.
 *
 * <p>Everything here goes through {@link dev.rustyolo.gateway.kernel.Kernel}, in its order. Native calls are in {@link
 * dev.rustyolo.gateway.kernel.Libc} and nowhere else.
 */
@NullMarked
package dev.rustyolo.gateway.kernel;

import org.jspecify.annotations.NullMarked;

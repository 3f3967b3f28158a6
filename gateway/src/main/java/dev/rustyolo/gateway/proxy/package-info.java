/**
 * Connections: each comes with the synthetic address it was for, which says the name, and the port.
 *
 * <p>{@link dev.rustyolo.gateway.proxy.TransparentProxy} accepts; {@link dev.rustyolo.gateway.proxy.Connection} asks the
 * policy, holds the client's first bytes to the name by a {@link dev.rustyolo.gateway.proxy.Gate}, dials through {@link
 * dev.rustyolo.gateway.proxy.Dialer} and relays. Nothing the client sent goes on before its gate said so; of TLS, {@link
 * dev.rustyolo.gateway.proxy.LaterHellos} judges on until what follows is encrypted.
 */
@NullMarked
package dev.rustyolo.gateway.proxy;

import org.jspecify.annotations.NullMarked;

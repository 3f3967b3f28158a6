/**
 * Names to addresses, twice: for the agent, which only ever gets synthetic ones and for whose denied names no packet
 * leaves ({@link dev.rustyolo.gateway.dns.Answers}); and for the proxy, which asks the real resolvers when a connection
 * comes ({@link dev.rustyolo.gateway.dns.UpstreamResolver}).
 */
@NullMarked
package dev.rustyolo.gateway.dns;

import org.jspecify.annotations.NullMarked;

/**
 * Names, rules and verdicts: pure functions without input or output.
 *
 * <p>A tour: text from people and from the wire becomes a {@link dev.rustyolo.policy.DomainName} once, at the edge. A
 * {@link dev.rustyolo.policy.Rule} is a name, perhaps with a wildcard or a port. A {@link dev.rustyolo.policy.Policy} is
 * an allow-list and a deny-list of them, and answers with a {@link dev.rustyolo.policy.Verdict}. A {@link
 * dev.rustyolo.policy.Literal} allows addresses instead, and an {@link dev.rustyolo.policy.AddressPlan} says where names
 * and literals are inside the sandbox. After a name is allowed
 * and resolved, {@link dev.rustyolo.policy.UpstreamAddresses} answers with an {@link
 * dev.rustyolo.policy.AddressVerdict} which of its addresses may be dialled. What a message repeats of its input goes
 * through {@link dev.rustyolo.policy.Text#quote}.
 */
@NullMarked
package dev.rustyolo.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Attacks as data, and what makes them. An {@link dev.rustyolo.e2e.attack.Attack} is a shell command that tries to get
 * a nonce out, with the command that shows, without a sandbox, that this way leads somewhere.
 * {@link dev.rustyolo.e2e.attack.Battery} runs many of them and has {@link dev.rustyolo.e2e.attack.Judge} look for the
 * nonces in what the lab's recorders saw. {@link dev.rustyolo.e2e.attack.Catalogue} reads them from {@code e2e/attacks};
 * each is also named in {@code e2e/THREATS-INDEX.md}.
 */
@NullMarked
package dev.rustyolo.e2e.attack;

import org.jspecify.annotations.NullMarked;

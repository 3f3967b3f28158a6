package dev.rustyolo.e2e.attack;

/**
 * A way to get a nonce out, as the files of {@code e2e/attacks} list them.
 *
 * <p>Both commands are run by sh in the directory of the probes. In both, words in braces stand for the secret and for
 * addresses: see {@link Places}.
 *
 * @param id unique in the suite, such as "dns-txt"
 * @param threat the catalogue's number for it, such as "T11"
 * @param title what it does, for people
 * @param command what the attacker runs
 * @param control what must get through where nothing holds it back; mostly the same
 * @param alone whether the control needs a container of its own, because it changes the network's set-up
 * @param spoils whether others after it in the same session would prove nothing, since it takes away what they need
 */
public record Attack(
        String id, String threat, String title, String command, String control, boolean alone, boolean spoils) {}

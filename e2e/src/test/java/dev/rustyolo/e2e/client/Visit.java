package dev.rustyolo.e2e.client;

import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Output;

/**
 * A client's visit to a server.
 *
 * @param client who went there
 * @param nonce the word that it had for the server
 * @param said what it printed in the end
 */
public record Visit(Client client, Nonce nonce, Output said) {}

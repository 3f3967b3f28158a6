package dev.rustyolo.e2e.client;

import dev.rustyolo.e2e.lab.Nonce;
import dev.rustyolo.e2e.process.Output;
import dev.rustyolo.e2e.process.Runner;
import dev.rustyolo.e2e.sandbox.Rustyolo;
import dev.rustyolo.e2e.sandbox.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Clients in a session.
 *
 * @param session where they are
 * @param inside runs programs there
 * @param clients who they are
 */
public record Visitors(Session session, Runner inside, List<Client> clients) {
    /** Starts their session; the project must have the probes. */
    public static Visitors start(Rustyolo rustyolo, List<Client> clients) {
        Session session = rustyolo.session("--", "python3", "runner.py");
        return new Visitors(session, new Runner(session.program()), clients);
    }

    /** Has all of them go there at once. */
    public List<Visit> visit(String server) {
        Map<Client, Nonce> nonces = new LinkedHashMap<>();
        Map<String, String> commands = new LinkedHashMap<>();
        for (Client client : clients) {
            Nonce nonce = Nonce.fresh();
            nonces.put(client, nonce);
            commands.put(client.name(), client.command(server, nonce));
        }
        Map<String, Output> said = inside.run(commands);
        List<Visit> visits = new ArrayList<>();
        nonces.forEach((client, nonce) ->
                visits.add(new Visit(client, nonce, Objects.requireNonNull(said.get(client.name())))));
        return visits;
    }
}

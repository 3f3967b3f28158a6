package dev.rustyolo.e2e.client;

import dev.rustyolo.e2e.lab.Nonce;
import java.util.List;
import java.util.Locale;

/**
 * A program that asks a server for something.
 *
 * @param name what it is called here
 * @param command how it is called, with {name} for the server's and {nonce} for a word that the server gets to see
 * @param answer what it prints when that is the allowed server; {NONCE} is the word in upper case
 */
public record Client(String name, String command, String answer) {
    private static final String NODE = "node --experimental-eventsource client.mjs ";
    private static final String PAGE = "hello from allowed.test";

    /** Those of the agents' image, and of a JDK in /opt/jdk. */
    public static List<Client> inTheAgentsImage() {
        return List.of(
                new Client("curl", "curl -sSf -m 10 https://{name}/{nonce}", PAGE),
                new Client(
                        "git",
                        "git -c http.userAgent={nonce} clone -q https://{name}/smart/project.git /tmp/{nonce}"
                                + " && cat /tmp/{nonce}/README",
                        "cloned from the lab"),
                new Client("fetch", NODE + "page https://{name}/{nonce}", PAGE),
                new Client("web socket", NODE + "socket wss://{name}/ws?{nonce} {nonce}", "{NONCE} closed"),
                new Client("events", NODE + "events https://{name}/events?{nonce} https://{name}/ack", "first second"),
                new Client("jvm", "/opt/jdk/bin/java Client.java https://{name}/{nonce}", PAGE));
    }

    /** Those of {@link dev.rustyolo.e2e.lab.Lab#clientsImage}. */
    public static List<Client> inAnotherImage() {
        return List.of(
                new Client("go", "go-client https://{name}/{nonce}", PAGE),
                new Client(
                        "pip",
                        "PIP_USER_AGENT_USER_DATA={nonce} pip install -q --no-cache-dir --disable-pip-version-check"
                                + " --retries 0 --index-url https://{name}/simple --target /tmp/{nonce} labpackage"
                                + " && PYTHONPATH=/tmp/{nonce} python3 -m labpackage",
                        "installed from the lab"),
                new Client(
                        "redis",
                        "redis-cli -h {name} set {nonce} kept-{nonce} && redis-cli -h {name} get {nonce}",
                        "kept-{nonce}"));
    }

    /** Returns the line of sh(1) that makes it go there. */
    String command(String server, Nonce nonce) {
        return command.replace("{name}", server).replace("{nonce}", nonce.text());
    }

    /** Returns what it prints when all went well. */
    public String answer(Nonce nonce) {
        return answer.replace("{nonce}", nonce.text())
                .replace("{NONCE}", nonce.text().toUpperCase(Locale.ROOT));
    }
}

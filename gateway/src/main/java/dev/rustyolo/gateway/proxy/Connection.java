package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.IpAddresses;
import dev.rustyolo.policy.Verdict;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One connection of the agent, from accept to the end, on a virtual thread of its own.
 *
 * <pre>
 * accepted ─ name known? ─ policy allows name and port? ─┬─ 443, 80: gate → dial → relay
 *     │            │                    │                └─ others: dial → relay back at once, forward after the gate
 *     └── no ──────┴──────── no ────────┴─→ refused: an event, a reply in the client's protocol, a reset
 * </pre>
 *
 * <p>Of TLS, the gate sees the first hello; those that may follow are judged on the way ({@link LaterHellos}).
 *
 * <p>An address that stands for an allowed literal one has no name, and no gate: dial → relay.
 */
final class Connection implements Runnable {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** As sshd(8) has it: a server may take its time before it says who it is. */
    private static final Duration SSH_GRACE = Duration.ofMinutes(2);

    private static final FirstBytes.Patience AT_ONCE = new FirstBytes.Patience(SOON, SOON);
    private static final FirstBytes.Patience BANNER = new FirstBytes.Patience(SSH_GRACE, SOON);
    /** A client of any protocol may listen first, for as long as it likes. */
    private static final FirstBytes.Patience ANY_TIME = new FirstBytes.Patience(Duration.ZERO, SOON);

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int SSH = 22;

    /** What connections share. */
    record Context(
            PolicyInForce policy,
            SyntheticAddresses addresses,
            Dialer dialer,
            EventSink events,
            FirstBytes.Budget budget) {}

    /** What a client whose first bytes have been sent on has still to say, and to whom. */
    private record Begun(Relay relay, InputStream fromClient) {}

    /** A side to judge before it may be heard by the other. */
    private record Side(Gate gate, FirstBytes.Patience patience) {}

    private final long id;
    private final Socket client;
    private final Context context;
    private final Reach reach;
    private volatile @org.jspecify.annotations.Nullable Relay relay;
    private volatile boolean dialled;

    Connection(long id, Socket client, Context context) {
        this.id = id;
        this.client = client;
        this.context = context;
        this.reach = new Reach(client, context.dialer(), context.events());
    }

    /** Is there nothing more to come from the agent on this connection? */
    boolean uploaded() {
        Relay current = relay;
        return current != null && current.uploaded();
    }

    /** Has it caused no connection to a server yet, and waits for nobody but its client? */
    boolean isAtItsBeginning() {
        return !dialled;
    }

    /** Ends one that is at its beginning. */
    void giveUp() {
        Sockets.reset(client);
    }

    @Override
    public void run() {
        try (client) {
            InetSocketAddress wanted = (InetSocketAddress) client.getLocalSocketAddress();
            Optional<DomainName> name = context.addresses().nameOf(wanted.getAddress());
            if (wanted.getPort() == 0) {
                reach.refuse("", 0, Layer.CONNECT, "there is no port 0", new byte[0]);
            } else if (name.isEmpty()) {
                serveLiteral(wanted.getAddress(), wanted.getPort());
            } else if (name.get().equals(PolicyInForce.GATEWAY_NAME)) {
                GatewayPage.serve(client, wanted.getPort());
            } else {
                judge(name.get(), wanted.getPort());
            }
        } catch (IOException e) {
            // The client left, or was silent for too long before it said anything that could be judged.
            Sockets.reset(client);
        }
    }

    /** What an address stands for that no name has: a real one, with whatever is said to it, or nothing. */
    private void serveLiteral(InetAddress inside, int port) throws IOException {
        Optional<InetAddress> address = context.policy().plan().literalAt(inside);
        if (address.isEmpty()) {
            reach.refuse("", port, Layer.CONNECT, "no name has this address", new byte[0]);
            return;
        }
        Sockets.prepare(client);
        dialled = true;
        Optional<Socket> server = reach.dialLiteral(address.get(), port);
        if (server.isPresent()) {
            carry(new Begun(open(IpAddresses.format(address.get()), port, server.get()), client.getInputStream()));
        }
    }

    private void judge(DomainName name, int port) throws IOException {
        if (context.policy().judge(name, port) instanceof Verdict.Deny deny) {
            byte[] reply = port == HTTP ? HttpReply.forbidden(deny.explanation()) : new byte[0];
            reach.refuse(name.ascii(), port, Layer.CONNECT, deny.explanation(), reply);
            return;
        }
        Sockets.prepare(client);
        switch (port) {
            case HTTPS -> gateThenDial(name, port, new TlsGate(name));
            case HTTP -> gateThenDial(name, port, new HttpGate(name, port));
            case SSH ->
                dialThenGate(
                        name,
                        port,
                        new Side(SshGate.ofClient(), BANNER),
                        Optional.of(new Side(SshGate.ofServer(), BANNER)));
            default -> dialThenGate(name, port, new Side(new OpaqueGate(name), ANY_TIME), Optional.empty());
        }
    }

    private void gateThenDial(DomainName name, int port, Gate gate) throws IOException {
        Optional<Begun> begun = begin(name, port, gate);
        if (begun.isPresent()) {
            carry(begun.get());
        }
    }

    /** Both ways, until both have ended. */
    private void carry(Begun begun) throws IOException {
        Relay started = begun.relay();
        try (Socket _ = started.server()) {
            Thread upload = Thread.ofVirtual().start(() -> started.upload(begun.fromClient()));
            started.download();
            join(upload);
        } finally {
            close();
        }
    }

    /** Judges, dials and sends the first bytes on; a method of its own, so that they aren't kept while the relay runs. */
    private Optional<Begun> begin(DomainName name, int port, Gate gate) throws IOException {
        try (var first = new FirstBytes(client, AT_ONCE, context.budget())) {
            return switch (gate.judge(first)) {
                case Gate.Refuse refusal -> {
                    reach.refuse(name, port, refusal);
                    yield Optional.empty();
                }
                case Gate.Pass pass -> dialAndSend(name, port, pass, first);
            };
        }
    }

    private Optional<Begun> dialAndSend(DomainName name, int port, Gate.Pass pass, FirstBytes first)
            throws IOException {
        Optional<Socket> server = dial(name, port);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Relay opened = open(name.ascii(), port, server.get());
        try {
            return Optional.of(new Begun(
                    opened, goOn(pass, first, opened, opened::forward, refusal -> reach.refuse(name, port, refusal))));
        } catch (IOException e) {
            server.get().close();
            close();
            throw e;
        }
    }

    private void dialThenGate(DomainName name, int port, Side ofClient, Optional<Side> ofServer) throws IOException {
        Optional<Socket> server = dial(name, port);
        if (server.isEmpty()) {
            return;
        }
        try (Socket socket = server.get()) {
            Relay started = open(name.ascii(), port, socket);
            // Where a server must show what it speaks, nothing of the client's reaches it before it has.
            var serverPassed = new CompletableFuture<Boolean>();
            Thread upload = Thread.ofVirtual().start(() -> {
                Optional<InputStream> rest = passes(
                        ofClient, client, name, port, started, bytes -> forwardOnce(serverPassed, started, bytes));
                rest.ifPresentOrElse(started::upload, () -> Sockets.reset(socket));
            });
            boolean passed = false;
            try {
                passed = ofServer.isEmpty()
                        || passes(ofServer.get(), socket, name, port, started, started::back)
                                .isPresent();
            } finally {
                serverPassed.complete(passed);
            }
            if (passed) {
                started.download();
            }
            join(upload);
        } finally {
            close();
        }
    }

    private static void forwardOnce(CompletableFuture<Boolean> passed, Relay relay, byte[] bytes) throws IOException {
        if (!passed.join()) {
            throw new IOException("the server may not hear it");
        }
        relay.forward(bytes);
    }

    private interface Sending {
        void send(byte[] bytes) throws IOException;
    }

    /** Judges one side, sends on what was read and returns what is still to come; else refuses the whole connection. */
    private Optional<InputStream> passes(Side side, Socket from, DomainName name, int port, Relay started, Sending to) {
        try (var first = new FirstBytes(from, side.patience(), context.budget())) {
            switch (side.gate().judge(first)) {
                case Gate.Pass pass -> {
                    return Optional.of(goOn(pass, first, started, to, refusal -> reach.refuse(name, port, refusal)));
                }
                case Gate.Refuse refusal -> reach.refuse(name, port, refusal);
            }
        } catch (IOException e) {
            Sockets.reset(client);
        }
        return Optional.empty();
    }

    /** Sends on what a gate has read, and returns what is to be sent on after it. */
    private InputStream goOn(Gate.Pass pass, FirstBytes first, Relay started, Sending to, Consumer<Gate.Refuse> refused)
            throws IOException {
        byte[] rest = first.rest();
        if (pass.tls().isPresent()) {
            to.send(pass.prefix());
            ServerHellos answers = started.serverHellos();
            return new LaterHellos(rest, first.further(), pass.tls().get(), answers, context.budget(), refused);
        }
        // Together, as they came: a server that reads once takes what it gets for all there is.
        to.send(pass.followedBy(rest));
        return first.further();
    }

    private Optional<Socket> dial(DomainName name, int port) {
        dialled = true;
        return reach.dial(name, port);
    }

    private Relay open(String name, int port, Socket server) {
        Relay opened = new Relay(client, server);
        relay = opened;
        context.events()
                .send(new Event.Opened(id, name, port, server.getInetAddress().getHostAddress()));
        return opened;
    }

    private void close() {
        Relay closed = relay;
        if (closed != null) {
            context.events().send(new Event.Closed(id, closed.sent(), closed.received()));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

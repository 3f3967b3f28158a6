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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One connection of the agent, from accept to the end, on a virtual thread of its own.
 *
 * <pre>
 * accepted ─ name known? ─ policy allows name and port? ─┬─ 443, 80: gate → dial → relay
 *     │            │                    │                └─ others: dial → relay back at once, forward after the gate
 *     └── no ──────┴──────── no ────────┴─→ refused: an event, a reply in the client's protocol, a reset
 * </pre>
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

    /** A side to judge before it may be heard by the other. */
    private record Side(Gate gate, FirstBytes.Patience patience) {}

    private final long id;
    private final Socket client;
    private final Context context;
    private volatile @org.jspecify.annotations.Nullable Relay relay;
    private volatile boolean dialled;

    Connection(long id, Socket client, Context context) {
        this.id = id;
        this.client = client;
        this.context = context;
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
                refuse("", 0, Layer.CONNECT, "there is no port 0", new byte[0]);
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
            refuse("", port, Layer.CONNECT, "no name has this address", new byte[0]);
            return;
        }
        String shown = IpAddresses.format(address.get());
        Socket server;
        try {
            server = context.dialer().dialLiteral(address.get(), port);
        } catch (Dialer.RefusedAddressException e) {
            refuse(shown, port, Layer.CONNECT, String.valueOf(e.getMessage()), new byte[0]);
            return;
        } catch (IOException e) {
            context.events().send(new Event.Warning(shown + ":" + port + " could not be reached: " + e.getMessage()));
            Sockets.refuse(client, new byte[0]);
            return;
        }
        try (server) {
            client.setTcpNoDelay(true);
            client.setKeepAlive(true);
            Relay started = open(shown, port, server);
            Thread upload = Thread.ofVirtual().start(started::upload);
            started.download();
            join(upload);
        } finally {
            close();
        }
    }

    private void judge(DomainName name, int port) throws IOException {
        if (context.policy().judge(name, port) instanceof Verdict.Deny deny) {
            byte[] reply = port == HTTP ? HttpReply.forbidden(deny.explanation()) : new byte[0];
            refuse(name.ascii(), port, Layer.CONNECT, deny.explanation(), reply);
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
        Optional<Relay> begun = begin(name, port, gate);
        if (begun.isPresent()) {
            try (Socket _ = begun.get().server()) {
                Thread upload = Thread.ofVirtual().start(begun.get()::upload);
                begun.get().download();
                join(upload);
            } finally {
                close();
            }
        }
    }

    /** Judges, dials and sends the first bytes on; a method of its own, so that they aren't kept while the relay runs. */
    private Optional<Relay> begin(DomainName name, int port, Gate gate) throws IOException {
        try (var first = new FirstBytes(client, AT_ONCE, context.budget())) {
            return switch (gate.judge(first)) {
                case Gate.Refuse refusal -> {
                    refuse(name, port, refusal);
                    yield Optional.empty();
                }
                case Gate.Pass pass -> dialAndSend(name, port, pass.prefix(), first);
            };
        }
    }

    private Optional<Relay> dialAndSend(DomainName name, int port, byte[] prefix, FirstBytes first) throws IOException {
        Optional<Socket> server = dial(name, port);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Relay opened = open(name, port, server.get());
        try {
            opened.forward(prefix);
            opened.forward(first.rest());
            return Optional.of(opened);
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
            Relay started = open(name, port, socket);
            // Where a server must show what it speaks, nothing of the client's reaches it before it has.
            var serverPassed = new CompletableFuture<Boolean>();
            Thread upload = Thread.ofVirtual().start(() -> {
                if (passes(ofClient, client, name, port, bytes -> forwardOnce(serverPassed, started, bytes))) {
                    started.upload();
                } else {
                    Sockets.reset(socket);
                }
            });
            boolean passed = false;
            try {
                passed = ofServer.isEmpty() || passes(ofServer.get(), socket, name, port, started::back);
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

    /** Judges one side and sends on what was read; else refuses the whole connection. */
    private boolean passes(Side side, Socket from, DomainName name, int port, Sending to) {
        try (var first = new FirstBytes(from, side.patience(), context.budget())) {
            switch (side.gate().judge(first)) {
                case Gate.Pass pass -> {
                    to.send(pass.prefix());
                    to.send(first.rest());
                    return true;
                }
                case Gate.Refuse refusal -> refuse(name, port, refusal);
            }
        } catch (IOException e) {
            Sockets.reset(client);
        }
        return false;
    }

    private Optional<Socket> dial(DomainName name, int port) {
        dialled = true;
        try {
            return Optional.of(context.dialer().dial(name, port));
        } catch (Dialer.RefusedAddressException e) {
            String reason = String.valueOf(e.getMessage());
            byte[] reply = port == HTTP ? HttpReply.forbiddenAddress(reason) : new byte[0];
            refuse(name.ascii(), port, Layer.ADDRESS, reason, reply);
        } catch (IOException e) {
            String reason = name.ascii() + ":" + port + " could not be reached: " + e.getMessage();
            context.events().send(new Event.Warning(reason));
            Sockets.refuse(client, port == HTTP ? HttpReply.unreachable(reason) : new byte[0]);
        }
        return Optional.empty();
    }

    private Relay open(DomainName name, int port, Socket server) {
        return open(name.ascii(), port, server);
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

    private void refuse(DomainName name, int port, Gate.Refuse refusal) {
        refuse(name.ascii(), port, refusal.layer(), refusal.reason(), refusal.reply());
    }

    private void refuse(String name, int port, Layer layer, String reason, byte[] reply) {
        context.events().send(new Event.Denied(layer, name, port, reason));
        Sockets.refuse(client, reply);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

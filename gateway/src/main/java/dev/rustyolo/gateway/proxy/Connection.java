package dev.rustyolo.gateway.proxy;

import dev.rustyolo.gateway.dns.SyntheticAddresses;
import dev.rustyolo.gateway.event.EventSink;
import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.Verdict;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * One connection of the agent, from accept to the end, on a virtual thread of its own.
 *
 * <pre>
 * accepted ─ name known? ─ policy allows name and port? ─┬─ 443, 80: gate → dial → relay
 *     │            │                    │                └─ others: dial → relay back at once, forward after the gate
 *     └── no ──────┴──────── no ────────┴─→ refused: an event, a reply in the client's protocol, a reset
 * </pre>
 */
final class Connection implements Runnable {
    private static final int GATE_MILLIS = 30_000;
    private static final int BUFFER = 16 * 1024;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int SSH = 22;

    /** What connections share. */
    record Context(PolicyInForce policy, SyntheticAddresses addresses, Dialer dialer, EventSink events) {}

    private final long id;
    private final Socket client;
    private final Context context;
    private volatile @org.jspecify.annotations.Nullable Relay relay;

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

    @Override
    public void run() {
        try (client) {
            InetSocketAddress wanted = (InetSocketAddress) client.getLocalSocketAddress();
            Optional<DomainName> name = context.addresses().nameOf(wanted.getAddress());
            if (name.isEmpty()) {
                refuse("", wanted.getPort(), Layer.CONNECT, "no name has this address", new byte[0]);
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

    private void judge(DomainName name, int port) throws IOException {
        if (context.policy().judge(name, port) instanceof Verdict.Deny deny) {
            byte[] reply = port == HTTP ? HttpGate.reply("403 Forbidden", deny.explanation()) : new byte[0];
            refuse(name.ascii(), port, Layer.CONNECT, deny.explanation(), reply);
            return;
        }
        client.setTcpNoDelay(true);
        client.setKeepAlive(true);
        InputStream fromClient = new BufferedInputStream(client.getInputStream(), BUFFER);
        switch (port) {
            case HTTPS -> gateThenDial(name, port, new TlsGate(name), fromClient);
            case HTTP -> gateThenDial(name, port, new HttpGate(name, port), fromClient);
            case SSH -> dialThenGate(name, port, SshGate.ofClient(), Optional.of(SshGate.ofServer()), fromClient);
            default -> dialThenGate(name, port, new OpaqueGate(name), Optional.empty(), fromClient);
        }
    }

    private void gateThenDial(DomainName name, int port, Gate gate, InputStream fromClient) throws IOException {
        client.setSoTimeout(GATE_MILLIS);
        switch (gate.judge(fromClient)) {
            case Gate.Refuse refusal -> refuse(name, port, refusal);
            case Gate.Pass pass -> {
                client.setSoTimeout(0);
                Optional<Socket> server = dial(name, port);
                if (server.isPresent()) {
                    try (Socket socket = server.get()) {
                        Relay started = open(name, port, fromClient, socket);
                        started.forward(pass.prefix());
                        Thread upload = Thread.ofVirtual().start(started::upload);
                        started.download();
                        join(upload);
                    } finally {
                        close();
                    }
                }
            }
        }
    }

    private void dialThenGate(DomainName name, int port, Gate ofClient, Optional<Gate> ofServer, InputStream fromClient)
            throws IOException {
        Optional<Socket> server = dial(name, port);
        if (server.isEmpty()) {
            return;
        }
        try (Socket socket = server.get()) {
            Relay started = open(name, port, fromClient, socket);
            Thread upload = Thread.ofVirtual().start(() -> {
                if (passes(ofClient, fromClient, name, port, started::forward)) {
                    started.upload();
                } else {
                    Sockets.reset(socket);
                }
            });
            InputStream fromServer = socket.getInputStream();
            if (ofServer.isEmpty() || passes(ofServer.get(), fromServer, name, port, started::back)) {
                started.download();
            }
            join(upload);
        } finally {
            close();
        }
    }

    private interface Sending {
        void send(byte[] bytes) throws IOException;
    }

    /** Judges one side and sends on what was read; else refuses the whole connection. */
    private boolean passes(Gate gate, InputStream from, DomainName name, int port, Sending to) {
        try {
            switch (gate.judge(from)) {
                case Gate.Pass pass -> {
                    to.send(pass.prefix());
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
        try {
            return Optional.of(context.dialer().dial(name, port));
        } catch (Dialer.RefusedAddressException e) {
            refuse(name.ascii(), port, Layer.ADDRESS, String.valueOf(e.getMessage()), unavailable(port, e));
        } catch (IOException e) {
            context.events()
                    .send(new Event.Warning(name.ascii() + ":" + port + " could not be reached: " + e.getMessage()));
            Sockets.refuse(client, unavailable(port, e));
        }
        return Optional.empty();
    }

    private static byte[] unavailable(int port, IOException e) {
        return port == HTTP ? HttpGate.reply("502 Bad Gateway", String.valueOf(e.getMessage())) : new byte[0];
    }

    private Relay open(DomainName name, int port, InputStream fromClient, Socket server) {
        Relay opened = new Relay(client, fromClient, server);
        relay = opened;
        context.events()
                .send(new Event.Opened(
                        id, name.ascii(), port, server.getInetAddress().getHostAddress()));
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

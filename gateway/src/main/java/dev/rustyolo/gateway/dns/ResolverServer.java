package dev.rustyolo.gateway.dns;

import dev.rustyolo.gateway.kernel.Topology;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * The agent's resolver on the wire: UDP, and TCP with its two-byte lengths and pipelining (RFC 7766). It binds {@code
 * 127.0.0.1} and not the wildcard, since an answer to a redirected query must leave from the address it was sent on to.
 */
public final class ResolverServer {
    private static final int IDLE_MILLIS = 10_000;
    private static final int MAX_STREAMS = 128;

    private final WireAnswers answers;
    private final DatagramChannel datagrams;
    private final ServerSocket streams;
    private final LinkedHashSet<Socket> clients = new LinkedHashSet<>();

    ResolverServer(Answers answers, DatagramChannel datagrams, ServerSocket streams) {
        this.answers = new WireAnswers(answers);
        this.datagrams = datagrams;
        this.streams = streams;
    }

    /** Binds and starts to serve, on threads of its own, until the process ends. */
    public static void start(Answers answers) throws IOException {
        var datagrams = DatagramChannel.open(StandardProtocolFamily.INET).bind(Topology.RESOLVER);
        var streams = new ServerSocket();
        streams.bind(Topology.RESOLVER);
        new ResolverServer(answers, datagrams, streams).serve();
    }

    void serve() {
        Thread.ofVirtual().name("dns-udp").start(this::serveDatagrams);
        Thread.ofVirtual().name("dns-tcp").start(this::serveStreams);
    }

    private void serveDatagrams() {
        // One more than is taken, so that what doesn't fit is seen to be too long.
        ByteBuffer buffer = ByteBuffer.allocate(WireAnswers.MAX_QUERY + 1);
        while (datagrams.isOpen()) {
            try {
                buffer.clear();
                InetSocketAddress client = (InetSocketAddress) datagrams.receive(buffer);
                buffer.flip();
                byte[] query = new byte[buffer.remaining()];
                buffer.get(query);
                byte[] answer = answers.answer(query);
                if (answer.length > 0) {
                    datagrams.send(ByteBuffer.wrap(answer), client);
                }
            } catch (IOException e) {
                // One client's answer could not be sent; the next one's can.
            }
        }
    }

    private void serveStreams() {
        while (!streams.isClosed()) {
            try {
                Socket client = streams.accept();
                makePlaceFor(client);
                Thread.ofVirtual().name("dns-tcp-client").start(() -> serve(client));
            } catch (IOException e) {
                // That client is gone already, or descriptors ran out for the moment.
                pause();
            }
        }
    }

    /** The oldest client has had its turn: one that just sits there, or never reads, must not keep others out. */
    private void makePlaceFor(Socket client) throws IOException {
        Optional<Socket> oldest = Optional.empty();
        synchronized (clients) {
            clients.add(client);
            if (clients.size() > MAX_STREAMS) {
                oldest = Optional.of(clients.removeFirst());
            }
        }
        if (oldest.isPresent()) {
            oldest.get().close();
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(IDLE_MILLIS);
            var in = new DataInputStream(client.getInputStream());
            var out = new DataOutputStream(client.getOutputStream());
            while (true) {
                int length = in.readUnsignedShort();
                if (length == 0 || length > WireAnswers.MAX_QUERY) {
                    return;
                }
                byte[] answer = answers.answer(in.readNBytes(length));
                if (answer.length == 0) {
                    return;
                }
                byte[] framed = new byte[answer.length + 2];
                framed[0] = (byte) (answer.length >> 8);
                framed[1] = (byte) answer.length;
                System.arraycopy(answer, 0, framed, 2, answer.length);
                out.write(framed);
            }
        } catch (IOException e) {
            // The client left or was silent for too long: nothing more to say to it.
        } finally {
            synchronized (clients) {
                clients.remove(client);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

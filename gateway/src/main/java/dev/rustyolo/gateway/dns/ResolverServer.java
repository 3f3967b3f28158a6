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
import java.util.concurrent.Semaphore;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * The agent's resolver on the wire: UDP, and TCP with its two-byte lengths and pipelining (RFC 7766). It binds {@code
 * 127.0.0.1} and not the wildcard, since an answer to a redirected query must leave from the address it was sent on to.
 */
public final class ResolverServer {
    private static final int MAX_QUERY = 4096;
    private static final int MAX_ANSWER_UDP = 1232;
    private static final int IDLE_MILLIS = 10_000;
    private static final int MAX_TCP_CLIENTS = 128;

    private final Answers answers;
    private final DatagramChannel datagrams;
    private final ServerSocket streams;
    private final Semaphore places = new Semaphore(MAX_TCP_CLIENTS);

    private ResolverServer(Answers answers, DatagramChannel datagrams, ServerSocket streams) {
        this.answers = answers;
        this.datagrams = datagrams;
        this.streams = streams;
    }

    /** Binds and starts to serve, on threads of its own, until the process ends. */
    public static void start(Answers answers) throws IOException {
        var datagrams = DatagramChannel.open(StandardProtocolFamily.INET).bind(Topology.RESOLVER);
        var streams = new ServerSocket();
        streams.bind(Topology.RESOLVER);
        var server = new ResolverServer(answers, datagrams, streams);
        Thread.ofVirtual().name("dns-udp").start(server::serveDatagrams);
        Thread.ofVirtual().name("dns-tcp").start(server::serveStreams);
    }

    private void serveDatagrams() {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_QUERY);
        while (datagrams.isOpen()) {
            try {
                buffer.clear();
                InetSocketAddress client = (InetSocketAddress) datagrams.receive(buffer);
                buffer.flip();
                byte[] query = new byte[buffer.remaining()];
                buffer.get(query);
                byte[] answer = answer(query, MAX_ANSWER_UDP);
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
                if (!places.tryAcquire()) {
                    client.close();
                    continue;
                }
                Thread.ofVirtual().name("dns-tcp-client").start(() -> serve(client));
            } catch (IOException e) {
                // That client is gone already; the next one isn't.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(IDLE_MILLIS);
            var in = new DataInputStream(client.getInputStream());
            var out = new DataOutputStream(client.getOutputStream());
            while (true) {
                int length = in.readUnsignedShort();
                if (length == 0 || length > MAX_QUERY) {
                    return;
                }
                byte[] answer = answer(in.readNBytes(length), 0xffff);
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
            places.release();
        }
    }

    /** The answer in wire format; empty when what came isn't even a header, or is itself an answer. */
    private byte[] answer(byte[] query, int limit) {
        try {
            return answers.answer(new Message(query)).toWire(limit);
        } catch (IOException | RuntimeException e) {
            return formatError(query);
        }
    }

    private static byte[] formatError(byte[] query) {
        try {
            Header header = new Header(query);
            if (header.getFlag(Flags.QR)) {
                return new byte[0];
            }
            Message answer = new Message(header.getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer.toWire();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}

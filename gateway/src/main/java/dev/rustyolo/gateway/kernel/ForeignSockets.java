package dev.rustyolo.gateway.kernel;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sockets that the rules take for another user's, for the self-check: made while still root, by a thread whose
 * file-system uid (setfsuid(2), which is each thread's own) is {@link #UID} for that moment. The filter's {@code meta
 * skuid} is the creator's file-system uid for as long as the socket lives, so they stay foreign after the drop.
 */
public final class ForeignSockets implements AutoCloseable {
    /** Neither a gateway's uid nor, by the CLI's refusal, an agent's. */
    public static final int UID = 64002;

    private final List<SocketChannel> streams;
    private final List<DatagramChannel> datagrams;

    private ForeignSockets(List<SocketChannel> streams, List<DatagramChannel> datagrams) {
        this.streams = streams;
        this.datagrams = datagrams;
    }

    static ForeignSockets open(Libc libc, int streamCount, int datagramCount) {
        var streams = new ArrayList<SocketChannel>();
        var datagrams = new ArrayList<DatagramChannel>();
        libc.call("setfsuid", UID);
        try {
            for (int i = 0; i < streamCount; i++) {
                streams.add(SocketChannel.open(StandardProtocolFamily.INET));
            }
            for (int i = 0; i < datagramCount; i++) {
                datagrams.add(DatagramChannel.open(StandardProtocolFamily.INET));
            }
        } catch (IOException e) {
            throw new KernelException("no socket for the self-check", e);
        } finally {
            libc.call("setfsuid", 0);
        }
        return new ForeignSockets(streams, datagrams);
    }

    public SocketChannel takeStream() {
        return streams.removeFirst();
    }

    public DatagramChannel takeDatagram() {
        return datagrams.removeFirst();
    }

    /** Closes those that nobody took. */
    @Override
    public void close() throws IOException {
        for (SocketChannel stream : streams) {
            stream.close();
        }
        for (DatagramChannel datagram : datagrams) {
            datagram.close();
        }
    }
}

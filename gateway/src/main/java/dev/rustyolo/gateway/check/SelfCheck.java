package dev.rustyolo.gateway.check;

import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.gateway.kernel.ForeignSockets;
import dev.rustyolo.gateway.kernel.KernelException;
import dev.rustyolo.gateway.kernel.Topology;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Proves both directions with sockets that belong to another user, as the agent's will, and without the outside world:
 * the canary is a listener on an address that no rule mentions, so a direct connection to it stands for one to any real
 * address. The gateway itself must reach it, else a refusal would prove nothing.
 */
public final class SelfCheck {
    private static final int LIMIT_MILLIS = 2_000;
    private static final String DENIED_NAME = "denied.rustyolo.invalid";

    private final ForeignSockets foreign;

    public SelfCheck(ForeignSockets foreign) {
        this.foreign = foreign;
    }

    /**
     * Runs every probe.
     *
     * @throws KernelException when one of them doesn't come out as it must; the message says which
     */
    public void run() {
        try (foreign) {
            directConnectionIsRefused();
            directDatagramIsRefused();
            proxyPortIsRefused();
            engineResolverIsRefused();
            deniedNameIsDenied();
            internalNameWorks();
        } catch (IOException e) {
            throw new KernelException("the self-check could not be run: " + e, e);
        }
    }

    private void directConnectionIsRefused() throws IOException {
        try (var canary = new ServerSocket()) {
            canary.bind(Topology.CANARY);
            try (var own = SocketChannel.open()) {
                own.socket().connect(Topology.CANARY, LIMIT_MILLIS);
            } catch (IOException e) {
                throw new KernelException(
                        "self-check: the gateway itself can't reach the canary: " + e.getMessage(), e);
            }
            expectRefused(Topology.CANARY, "a direct connection");
        }
    }

    private void proxyPortIsRefused() throws IOException {
        expectRefused(Topology.PROXY, "a connection to the proxy's own port");
    }

    private void engineResolverIsRefused() throws IOException {
        expectRefused(
                new InetSocketAddress(Topology.ENGINE_RESOLVER, Topology.CANARY.getPort()), "the engine's resolver");
    }

    private void expectRefused(InetSocketAddress target, String what) throws IOException {
        try (SocketChannel probe = foreign.takeStream()) {
            probe.socket().connect(target, LIMIT_MILLIS);
            throw new KernelException("self-check: " + what + " was not refused");
        } catch (ConnectException e) {
            // Refused at once, as it must be.
        } catch (SocketTimeoutException e) {
            throw new KernelException("self-check: " + what + " was not refused at once", e);
        }
    }

    private void directDatagramIsRefused() throws IOException {
        try (DatagramChannel canary = DatagramChannel.open().bind(Topology.CANARY);
                DatagramChannel probe = foreign.takeDatagram();
                DatagramChannel own = DatagramChannel.open()) {
            ByteBuffer word = ByteBuffer.wrap(new byte[] {'f'});
            try {
                probe.send(word, Topology.CANARY);
            } catch (SocketException e) {
                // Refused while sending: as good as never received, which is what is looked at below.
                word.clear();
            }
            own.send(ByteBuffer.wrap(new byte[] {'o'}), Topology.CANARY);
            byte[] received = new byte[1];
            canary.socket().setSoTimeout(LIMIT_MILLIS);
            canary.socket().receive(new java.net.DatagramPacket(received, 1));
            if (received[0] != 'o') {
                throw new KernelException("self-check: a direct datagram was not refused");
            }
        }
    }

    private void deniedNameIsDenied() throws IOException {
        int rcode = ask(DENIED_NAME).getRcode();
        if (rcode != Rcode.NXDOMAIN) {
            throw new KernelException("self-check: a name that isn't allowed was answered " + Rcode.string(rcode));
        }
    }

    private void internalNameWorks() throws IOException {
        String name = PolicyInForce.GATEWAY_NAME.ascii();
        InetAddress address = ask(name).getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(item -> ((ARecord) item).getAddress())
                .findFirst()
                .orElseThrow(() -> new KernelException("self-check: " + name + " was not answered"));
        try (SocketChannel probe = foreign.takeStream()) {
            probe.socket().connect(new InetSocketAddress(address, 80), LIMIT_MILLIS);
            probe.socket().setSoTimeout(LIMIT_MILLIS);
            byte[] answer = probe.socket().getInputStream().readNBytes(15);
            if (!new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200 OK")) {
                throw new KernelException("self-check: " + name + " answered nonsense");
            }
        }
    }

    /** Asks the canary's address on purpose: whatever server a program names, the gateway must answer. */
    private Message ask(String name) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.A, DClass.IN));
        try (DatagramChannel probe = foreign.takeDatagram()) {
            probe.connect(new InetSocketAddress(Topology.CANARY.getAddress(), 53));
            probe.write(ByteBuffer.wrap(query.toWire()));
            var packet = new java.net.DatagramPacket(new byte[4096], 4096);
            probe.socket().setSoTimeout(LIMIT_MILLIS);
            probe.socket().receive(packet);
            return new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException e) {
            throw new KernelException("self-check: the resolver did not answer for " + name, e);
        }
    }
}

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
    private final Place place;

    /** Checks this very gateway. */
    public SelfCheck(ForeignSockets foreign) {
        this(foreign, Place.OF_A_GATEWAY);
    }

    SelfCheck(ForeignSockets foreign, Place place) {
        this.foreign = foreign;
        this.place = place;
    }

    /**
     * What the probes go to.
     *
     * @param canary where a listener stands for all the world
     * @param proxy the proxy's own port
     * @param engineResolver the engine's own resolver
     * @param nameServer any name server
     */
    record Place(
            InetSocketAddress canary,
            InetSocketAddress proxy,
            InetSocketAddress engineResolver,
            InetSocketAddress nameServer) {
        /** The name server is the canary's address on purpose: whatever server a program names, the gateway must answer. */
        static final Place OF_A_GATEWAY = new Place(
                Topology.CANARY,
                Topology.PROXY,
                new InetSocketAddress(Topology.ENGINE_RESOLVER, Topology.CANARY.getPort()),
                new InetSocketAddress(Topology.CANARY.getAddress(), 53));
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

    void directConnectionIsRefused() throws IOException {
        try (var canary = new ServerSocket()) {
            canary.bind(place.canary());
            try (var own = SocketChannel.open()) {
                own.socket().connect(place.canary(), LIMIT_MILLIS);
            } catch (IOException e) {
                throw new KernelException(
                        "self-check: the gateway itself can't reach the canary: " + e.getMessage(), e);
            }
            expectRefused(place.canary(), "a direct connection");
        }
    }

    void proxyPortIsRefused() throws IOException {
        expectRefused(place.proxy(), "a connection to the proxy's own port");
    }

    void engineResolverIsRefused() throws IOException {
        expectRefused(place.engineResolver(), "the engine's resolver");
    }

    private void expectRefused(InetSocketAddress target, String what) throws IOException {
        try (SocketChannel probe = foreign.takeStream()) {
            probe.socket().connect(target, LIMIT_MILLIS);
            throw new KernelException("self-check: " + what + " was not refused");
        } catch (ConnectException e) {
            // Refused at once, as it must be.
        } catch (SocketTimeoutException e) {
            throw new KernelException("self-check: " + what + " was not refused at once", e);
        } catch (SocketException e) {
            // As when it is accepted, and reset before we hear of it.
            throw new KernelException("self-check: " + what + " was not refused, but: " + e.getMessage(), e);
        }
    }

    void directDatagramIsRefused() throws IOException {
        try (DatagramChannel canary = DatagramChannel.open().bind(place.canary());
                DatagramChannel probe = foreign.takeDatagram();
                DatagramChannel own = DatagramChannel.open()) {
            ByteBuffer word = ByteBuffer.wrap(new byte[] {'f'});
            try {
                probe.send(word, place.canary());
            } catch (SocketException e) {
                // Refused while sending: as good as never received, which is what is looked at below.
                word.clear();
            }
            own.send(ByteBuffer.wrap(new byte[] {'o'}), place.canary());
            byte[] received = new byte[1];
            canary.socket().setSoTimeout(LIMIT_MILLIS);
            canary.socket().receive(new java.net.DatagramPacket(received, 1));
            if (received[0] != 'o') {
                throw new KernelException("self-check: a direct datagram was not refused");
            }
        }
    }

    void deniedNameIsDenied() throws IOException {
        int rcode = ask(DENIED_NAME).getRcode();
        if (rcode != Rcode.NXDOMAIN) {
            throw new KernelException("self-check: a name that isn't allowed was answered " + Rcode.string(rcode));
        }
    }

    private void internalNameWorks() throws IOException {
        expectPage(new InetSocketAddress(addressOfTheGateway(), 80), PolicyInForce.GATEWAY_NAME.ascii());
    }

    InetAddress addressOfTheGateway() throws IOException {
        String name = PolicyInForce.GATEWAY_NAME.ascii();
        return ask(name).getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(item -> ((ARecord) item).getAddress())
                .findFirst()
                .orElseThrow(() -> new KernelException("self-check: " + name + " was not answered"));
    }

    void expectPage(InetSocketAddress server, String name) throws IOException {
        try (SocketChannel probe = foreign.takeStream()) {
            probe.socket().connect(server, LIMIT_MILLIS);
            probe.socket().setSoTimeout(LIMIT_MILLIS);
            byte[] answer = probe.socket().getInputStream().readNBytes(15);
            if (!new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200 OK")) {
                throw new KernelException("self-check: " + name + " answered nonsense");
            }
        }
    }

    private Message ask(String name) throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.A, DClass.IN));
        try (DatagramChannel probe = foreign.takeDatagram()) {
            probe.connect(place.nameServer());
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

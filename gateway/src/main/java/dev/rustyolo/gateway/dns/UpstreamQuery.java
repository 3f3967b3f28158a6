package dev.rustyolo.gateway.dns;

import dev.rustyolo.gateway.kernel.Topology;
import dev.rustyolo.policy.DomainName;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * One question to one real resolver, over UDP from a connected socket of its own (random port and ID), again over TCP when
 * the answer is truncated. Only an answer with the question's ID, name, type and class counts (RFC 5452).
 */
final class UpstreamQuery {
    private static final int TIMEOUT_MILLIS = 1_500;
    private static final int TRIES = 2;
    private static final int PAYLOAD = 1232;
    /** More than a server may send for that payload; a longer datagram arrives cut short and counts as none. */
    private static final int BUFFER = 4096;

    private static final int MAX_CHAIN = 16;
    private static final int MAX_ADDRESSES = 32;

    /**
     * What a resolver said of a name and a type.
     *
     * @param addresses maybe none
     * @param ttlSeconds the shortest TTL on the way to them
     * @param exists false when there is no such name, of whatever type (NXDOMAIN)
     */
    record Answer(List<InetAddress> addresses, long ttlSeconds, boolean exists) {
        static final Answer NONE = new Answer(List.of(), Long.MAX_VALUE, true);
        static final Answer NO_SUCH_NAME = new Answer(List.of(), Long.MAX_VALUE, false);
    }

    private UpstreamQuery() {}

    static Answer ask(InetAddress resolver, int port, DomainName name, int type) throws IOException {
        Answer answer = askOnce(resolver, port, name, type);
        for (int again = 1; again < TRIES && answer.addresses().stream().anyMatch(Topology::isInside); again++) {
            // The question met the gateway's own resolver: for a moment the kernel's connection tracking holds every
            // port that the agent used to ask the same server, and sends whatever leaves from it there. Another port
            // is free.
            answer = askOnce(resolver, port, name, type);
        }
        return answer;
    }

    private static Answer askOnce(InetAddress resolver, int port, DomainName name, int type) throws IOException {
        Name wire = Name.fromString(name.ascii(), Name.root);
        Message query = Message.newQuery(Record.newRecord(wire, type, DClass.IN));
        query.addRecord(new org.xbill.DNS.OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
        InetSocketAddress server = new InetSocketAddress(resolver, port);
        Message answer = overUdp(server, query);
        if (answer.getHeader().getFlag(Flags.TC)) {
            answer = overTcp(server, query);
        }
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            throw new IOException(shown(server) + " answered " + Rcode.string(rcode));
        }
        Answer collected = collect(answer, wire, type);
        return rcode == Rcode.NXDOMAIN && collected.addresses().isEmpty() ? Answer.NO_SUCH_NAME : collected;
    }

    private static Message overUdp(InetSocketAddress server, Message query) throws IOException {
        byte[] bytes = query.toWire();
        boolean heard = false;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try (var socket = new DatagramSocket()) {
                socket.connect(server);
                socket.send(new DatagramPacket(bytes, bytes.length));
                long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
                var packet = new DatagramPacket(new byte[BUFFER], BUFFER);
                long left;
                while ((left = (deadline - System.nanoTime()) / 1_000_000) > 0) {
                    socket.setSoTimeout((int) left);
                    packet.setLength(BUFFER);
                    socket.receive(packet);
                    byte[] data = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                    Optional<Message> answer = parse(data, query);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                    heard = true;
                }
            } catch (SocketTimeoutException e) {
                // The datagram or its answer was lost: once more, from another port with the same question.
            } catch (IOException e) {
                throw new IOException(shown(server) + " can't be reached: " + e.getMessage(), e);
            }
        }
        throw new IOException(shown(server) + (heard ? " answers something else than asked" : " does not answer"));
    }

    private static Message overTcp(InetSocketAddress server, Message query) throws IOException {
        byte[] bytes = query.toWire();
        try (var socket = new Socket()) {
            long deadline = System.nanoTime() + 2 * TIMEOUT_MILLIS * 1_000_000L;
            socket.connect(server, TIMEOUT_MILLIS);
            byte[] framed = new byte[bytes.length + 2];
            framed[0] = (byte) (bytes.length >> 8);
            framed[1] = (byte) bytes.length;
            System.arraycopy(bytes, 0, framed, 2, bytes.length);
            socket.getOutputStream().write(framed);
            byte[] length = exactly(socket, 2, deadline);
            byte[] data = exactly(socket, (length[0] & 0xff) << 8 | (length[1] & 0xff), deadline);
            return parse(data, query).orElseThrow(() -> new IOException("it is nonsense"));
        } catch (IOException e) {
            throw new IOException(shown(server) + " gave an answer cut short, and over TCP none: " + e.getMessage(), e);
        }
    }

    private static String shown(InetSocketAddress server) {
        return "the DNS server " + server.getAddress().getHostAddress();
    }

    /** Reads that many bytes, all of them before the deadline: a server that drips must not hold the connection up. */
    private static byte[] exactly(Socket socket, int count, long deadline) throws IOException {
        byte[] bytes = new byte[count];
        int read = 0;
        while (read < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("it takes too long");
            }
            socket.setSoTimeout((int) left);
            int more = socket.getInputStream().read(bytes, read, count - read);
            if (more < 0) {
                throw new EOFException("it ended in the middle");
            }
            read += more;
        }
        return bytes;
    }

    /** The message when it answers this very query, else nothing: a stray or forged datagram is passed over. */
    static Optional<Message> parse(byte[] data, Message query) {
        try {
            Message answer = new Message(data);
            boolean ours = answer.getHeader().getID() == query.getHeader().getID()
                    && answer.getHeader().getFlag(Flags.QR)
                    && answer.getHeader().getCount(Section.QUESTION) == 1
                    && answer.getQuestion().equals(query.getQuestion());
            return ours ? Optional.of(answer) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static Answer collect(Message message, Name asked, int type) {
        List<Record> records = message.getSection(Section.ANSWER);
        Name owner = asked;
        long ttl = Long.MAX_VALUE;
        for (int link = 0; link < MAX_CHAIN; link++) {
            var addresses = new ArrayList<InetAddress>();
            Name next = owner;
            for (Record item : records) {
                if (item.getDClass() != DClass.IN || !item.getName().equals(owner)) {
                    continue;
                }
                switch (item) {
                    case ARecord a when type == Type.A -> addresses.add(a.getAddress());
                    case AAAARecord aaaa when type == Type.AAAA -> addresses.add(aaaa.getAddress());
                    case CNAMERecord cname -> next = cname.getTarget();
                    default -> {
                        continue;
                    }
                }
                ttl = Math.min(ttl, item.getTTL());
            }
            if (!addresses.isEmpty()) {
                return new Answer(
                        List.copyOf(addresses.subList(0, Math.min(addresses.size(), MAX_ADDRESSES))), ttl, true);
            }
            if (next.equals(owner)) {
                return Answer.NONE;
            }
            owner = next;
        }
        return Answer.NONE;
    }
}

package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class UpstreamQueryTest {
    private static final DomainName NAME = DomainName.parse("a.test");
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("198.51.100.7");

    /** A server that answers each datagram with what the functions make of it, one after the other. */
    private static UpstreamQuery.Answer ask(List<UnaryOperator<Message>> answers) throws Exception {
        try (var server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    var packet = new DatagramPacket(new byte[4096], 4096);
                    server.receive(packet);
                    var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                    for (var answer : answers) {
                        byte[] wire = answer.apply(query).toWire();
                        server.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try {
                return UpstreamQuery.ask(server.getLocalAddress(), server.getLocalPort(), NAME, Type.A);
            } finally {
                thread.join();
            }
        }
    }

    private static Message answerTo(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private static Message withAddress(Message query, String owner, InetAddress address) {
        Message answer = answerTo(query);
        answer.addRecord(new ARecord(name(owner), DClass.IN, 30, address), Section.ANSWER);
        return answer;
    }

    private static Name name(String text) {
        return Name.fromConstantString(text);
    }

    @Test
    void takesTheAddressesAndTheTtl() throws Exception {
        assertThat(ask(List.of(query -> withAddress(query, "a.test.", ADDRESS))))
                .isEqualTo(new UpstreamQuery.Answer(List.of(ADDRESS), 30, true));
    }

    @Test
    void passesOverAnswersToOtherQuestions() throws Exception {
        InetAddress forged = InetAddress.ofLiteral("198.51.100.66");
        assertThat(ask(List.of(
                                query -> {
                                    Message other = withAddress(query, "a.test.", forged);
                                    other.getHeader().setID(query.getHeader().getID() ^ 1);
                                    return other;
                                },
                                query -> withAddress(query, "a.test.", ADDRESS)))
                        .addresses())
                .containsExactly(ADDRESS);
    }

    @Test
    void followsAliases() throws Exception {
        assertThat(ask(List.of(query -> {
                            Message answer = withAddress(query, "c.test.", ADDRESS);
                            answer.addRecord(
                                    new CNAMERecord(name("b.test."), DClass.IN, 5, name("c.test.")), Section.ANSWER);
                            answer.addRecord(
                                    new CNAMERecord(name("a.test."), DClass.IN, 60, name("b.test.")), Section.ANSWER);
                            return answer;
                        }))
                        .ttlSeconds())
                .isEqualTo(5);
    }

    @Test
    void endsAnAliasLoopWithNothing() throws Exception {
        assertThat(ask(List.of(query -> {
                            Message answer = answerTo(query);
                            answer.addRecord(
                                    new CNAMERecord(name("a.test."), DClass.IN, 5, name("b.test.")), Section.ANSWER);
                            answer.addRecord(
                                    new CNAMERecord(name("b.test."), DClass.IN, 5, name("a.test.")), Section.ANSWER);
                            return answer;
                        }))
                        .addresses())
                .isEmpty();
    }

    @Test
    void takesNoAddressOfAnotherName() throws Exception {
        assertThat(ask(List.of(query -> withAddress(query, "other.test.", ADDRESS)))
                        .addresses())
                .isEmpty();
    }

    @Test
    void asksAgainFromAnotherPortWhenItMetTheGatewaysOwnResolver() throws Exception {
        try (var server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var ports = new ArrayList<Integer>();
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    for (String address : List.of("198.18.0.9", "198.51.100.7")) {
                        var packet = new DatagramPacket(new byte[4096], 4096);
                        server.receive(packet);
                        ports.add(packet.getPort());
                        var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                        byte[] wire = withAddress(query, "a.test.", InetAddress.ofLiteral(address))
                                .toWire();
                        server.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(UpstreamQuery.ask(server.getLocalAddress(), server.getLocalPort(), NAME, Type.A)
                            .addresses())
                    .containsExactly(ADDRESS);
            thread.join();
            assertThat(ports).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void failsWhenTheServerDoes() {
        assertThatIOException()
                .isThrownBy(() -> ask(List.of(query -> {
                    Message answer = answerTo(query);
                    answer.getHeader().setRcode(Rcode.SERVFAIL);
                    return answer;
                })))
                .withMessageContaining("SERVFAIL");
    }

    /** A name's owner decides how long an answer is, and a server in between how fast it comes. */
    @Test
    @Timeout(10)
    void endsWhenAnAnswerOverTcpDrips() throws Exception {
        try (var datagrams = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var streams = new ServerSocket(datagrams.getLocalPort(), 1, InetAddress.getLoopbackAddress())) {
            Thread truncating = Thread.ofVirtual().start(() -> truncate(datagrams));
            Thread dripping = Thread.ofVirtual().start(() -> drip(streams));
            assertThatIOException()
                    .isThrownBy(() ->
                            UpstreamQuery.ask(datagrams.getLocalAddress(), datagrams.getLocalPort(), NAME, Type.A));
            dripping.join();
            truncating.join();
        }
    }

    private static void truncate(DatagramSocket server) {
        try {
            var packet = new DatagramPacket(new byte[4096], 4096);
            server.receive(packet);
            Message answer = answerTo(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
            answer.getHeader().setFlag(Flags.TC);
            byte[] wire = answer.toWire();
            server.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff});
            while (true) {
                Thread.sleep(100);
                client.getOutputStream().write(0);
            }
        } catch (IOException e) {
            // The client had enough, which is what the test waits for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.gateway.force.PolicyInForce;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The resolver on streams, by real sockets. */
@Timeout(20)
class ResolverServerTest {
    private final List<Socket> clients = new ArrayList<>();
    private final ServerSocket streams = bound();
    private final DatagramChannel datagrams = datagrams();

    private static ServerSocket bound() {
        try {
            return new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DatagramChannel datagrams() {
        try {
            return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        var answers = new Answers(new PolicyInForce(), new SyntheticAddresses(), _ -> {});
        new ResolverServer(answers, datagrams, streams).serve();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        streams.close();
        datagrams.close();
    }

    private Socket connect() throws IOException {
        var client = new Socket();
        client.connect(streams.getLocalSocketAddress());
        client.setSoTimeout(5_000);
        clients.add(client);
        return client;
    }

    private static byte[] framed(int id) {
        Message query = Message.newQuery(Record.newRecord(Name.fromConstantString("evil.test."), Type.A, DClass.IN));
        query.getHeader().setID(id);
        byte[] wire = query.toWire();
        var out = new ByteArrayOutputStream();
        out.write(wire.length >> 8);
        out.write(wire.length);
        out.writeBytes(wire);
        return out.toByteArray();
    }

    private static Message answer(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        return new Message(in.readNBytes(in.readUnsignedShort()));
    }

    @Test
    void answersPipelinedQueriesInOneSegment() throws IOException {
        Socket client = connect();
        var both = new ByteArrayOutputStream();
        both.writeBytes(framed(1));
        both.writeBytes(framed(2));
        client.getOutputStream().write(both.toByteArray());
        assertThat(answer(client).getHeader().getID()).isEqualTo(1);
        assertThat(answer(client).getHeader().getID()).isEqualTo(2);
    }

    @Test
    void answersAQueryThatComesByteByByte() throws IOException {
        Socket client = connect();
        client.setTcpNoDelay(true);
        for (byte b : framed(3)) {
            client.getOutputStream().write(b);
        }
        assertThat(answer(client).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void hangsUpOnAHugeFrame() throws IOException {
        Socket client = connect();
        client.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 0, 1});
        try {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void clientsThatSayNothingKeepNobodyOut() throws IOException {
        for (int i = 0; i < 300; i++) {
            connect();
        }
        Socket late = connect();
        late.getOutputStream().write(framed(4));
        assertThat(answer(late).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }
}

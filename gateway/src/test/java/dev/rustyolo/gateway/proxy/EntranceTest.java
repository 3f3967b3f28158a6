package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("198.51.100.7");

    @Test
    void leadsToTheAgentAndBack() throws IOException {
        try (ServerSocket agent = new ServerSocket(0, 1, HERE);
                ServerSocket door = new ServerSocket(0, 1, HERE)) {
            Entrance.at(door, HERE, agent.getLocalPort()).start();
            try (Socket visitor = new Socket(HERE, door.getLocalPort());
                    Socket met = agent.accept()) {
                visitor.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
                visitor.shutdownOutput();
                assertThat(met.getInputStream().readAllBytes()).asString().isEqualTo("question");
                met.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
                met.shutdownOutput();
                assertThat(visitor.getInputStream().readAllBytes()).asString().isEqualTo("answer");
            }
        }
    }

    @Test
    void letsNobodyInFromElsewhere() throws IOException {
        try (ServerSocket agent = new ServerSocket(0, 1, HERE);
                ServerSocket door = new ServerSocket(0, 1, HERE)) {
            Entrance.at(door, ELSEWHERE, agent.getLocalPort()).start();

            assertThat(answer(door)).isEmpty();
        }
    }

    @Test
    void endsWhatNobodyListensFor() throws IOException {
        int free;
        try (ServerSocket once = new ServerSocket(0, 1, HERE)) {
            free = once.getLocalPort();
        }
        try (ServerSocket door = new ServerSocket(0, 1, HERE)) {
            Entrance.at(door, HERE, free).start();

            assertThat(answer(door)).isEmpty();
        }
    }

    private static String answer(ServerSocket door) throws IOException {
        try (Socket visitor = new Socket(HERE, door.getLocalPort())) {
            return new String(visitor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }
}

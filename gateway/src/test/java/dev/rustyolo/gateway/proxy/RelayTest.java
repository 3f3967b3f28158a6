package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A relay between two real pairs of sockets over the loopback device. */
@Timeout(20)
class RelayTest {
    private static final int LARGE = 3_000_000;

    private final SocketPair clientSide = SocketPair.open();
    private final SocketPair serverSide = SocketPair.open();
    private final Relay relay = new Relay(clientSide.ours(), serverSide.ours());
    private final Thread upload = Thread.ofVirtual().unstarted(() -> relay.upload(clientSide.input()));
    private final Thread download = Thread.ofVirtual().unstarted(relay::download);

    @BeforeEach
    void start() {
        upload.start();
        download.start();
    }

    @AfterEach
    void close() throws Exception {
        clientSide.test().close();
        serverSide.test().close();
        upload.join();
        download.join();
    }

    @Test
    void anUploadClosedAtOnceArrivesWholeEvenWhenTheServerTalksBack() throws Exception {
        byte[] bytes = new byte[LARGE];
        new Random(7).nextBytes(bytes);
        serverSide
                .test()
                .getOutputStream()
                .write("not read by the client".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Thread client = Thread.ofVirtual().start(() -> {
            try (Socket socket = clientSide.test()) {
                socket.getInputStream().read(new byte[100]);
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        byte[] arrived = serverSide.test().getInputStream().readAllBytes();
        client.join();
        assertThat(arrived).isEqualTo(bytes);
        assertThat(relay.sent()).isEqualTo(LARGE);
    }

    @Test
    void oneSidesEndLeavesTheOtherDirectionOpen() throws Exception {
        clientSide.test().shutdownOutput();
        assertThat(serverSide.test().getInputStream().read()).isEqualTo(-1);
        serverSide.test().getOutputStream().write('x');
        assertThat(clientSide.test().getInputStream().read()).isEqualTo('x');
        assertThat(relay.uploaded()).isTrue();
    }

    @Test
    void aResetIsPassedOnAsOne() throws Exception {
        clientSide.test().setSoLinger(true, 0);
        clientSide.test().close();
        assertThatIOException()
                .isThrownBy(() -> serverSide.test().getInputStream().read());
    }

    @Test
    void silenceCutsNothing() throws Exception {
        serverSide.test().setSoTimeout(300);
        try {
            serverSide.test().getInputStream().read();
        } catch (SocketTimeoutException e) {
            serverSide.test().setSoTimeout(0);
        }
        clientSide.test().getOutputStream().write('y');
        assertThat(serverSide.test().getInputStream().read()).isEqualTo('y');
    }
}

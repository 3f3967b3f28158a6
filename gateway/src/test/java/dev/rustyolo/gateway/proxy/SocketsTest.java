package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SocketsTest {
    private static final byte[] REPLY = "no\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aRefusedClientReadsTheReplyThoughItHasSentMore() throws Exception {
        try (SocketPair pair = SocketPair.open()) {
            pair.test().getOutputStream().write(new byte[10_000]);
            Thread refusal = Thread.ofVirtual().start(() -> Sockets.refuse(pair.ours(), REPLY));
            assertThat(pair.test().getInputStream().readAllBytes()).isEqualTo(REPLY);
            pair.test().close();
            refusal.join();
        }
    }

    @Test
    void aPeerThatIsGoneIsFoundInMinutesOnBothSides() throws Exception {
        try (SocketPair pair = SocketPair.open();
                var dialled = Sockets.open()) {
            Sockets.prepare(pair.ours());
            for (var socket : java.util.List.of(pair.ours(), dialled)) {
                assertThat(socket.getKeepAlive()).isTrue();
                int seconds = socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)
                        + socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)
                                * socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT);
                assertThat(seconds).isBetween(60, 300);
            }
        }
    }

    @Test
    void aRefusedClientThatNeverEndsIsLetGo() throws Exception {
        try (SocketPair pair = SocketPair.open()) {
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        pair.test().getOutputStream().write(0);
                        Thread.sleep(100);
                    }
                } catch (IOException e) {
                    // Let go, which is what the test waits for.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            long start = System.nanoTime();
            Sockets.refuse(pair.ours(), REPLY);
            assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
            dripping.join();
        }
    }
}

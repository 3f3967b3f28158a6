package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rustyolo.policy.DomainName;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FirstBytesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final FirstBytes.Patience PATIENCE = new FirstBytes.Patience(SHORT, SHORT);

    private final FirstBytes.Budget budget = new FirstBytes.Budget();
    private final SocketPair pair = SocketPair.open();

    @AfterEach
    void close() throws IOException {
        pair.close();
    }

    private FirstBytes first(FirstBytes.Patience patience) {
        return new FirstBytes(pair.ours(), patience, budget);
    }

    private void send(String text) throws IOException {
        pair.test().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void endsAClientThatDrips() throws Exception {
        Thread dripping = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    send("G");
                    Thread.sleep(50);
                }
            } catch (IOException e) {
                // The connection is gone, which is what the test waits for.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var gate = new HttpGate(DomainName.parse("allowed.test"), 80);
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> gate.judge(first(PATIENCE)));
        pair.close();
        dripping.join();
    }

    @Test
    void endsAClientThatSaysNothing() {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> first(PATIENCE).read());
    }

    @Test
    void waitsForTheFirstByteAsLongAsItIsTold() throws Exception {
        Thread late = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(SHORT.multipliedBy(2));
                send("x");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(first(new FirstBytes.Patience(Duration.ZERO, SHORT)).read()).isEqualTo('x');
        late.join();
    }

    @Test
    void givesBackWhatTheGateDidNotRead() throws IOException {
        send("SSH-2.0-x\r\n");
        FirstBytes first = first(PATIENCE);
        assertThat(SshGate.ofClient().judge(first))
                .isInstanceOfSatisfying(
                        Gate.Pass.class,
                        pass -> assertThat(new String(pass.prefix(), StandardCharsets.US_ASCII))
                                .isEqualTo("SSH-"));
        assertThat(new String(first.rest(), StandardCharsets.US_ASCII)).isEqualTo("2.0-x\r\n");
        assertThat(pair.ours().getSoTimeout()).isZero();
        assertThat(first.rest()).isEmpty();
    }

    /** An SSH server's banner goes to the client while its own is waited for. */
    @Test
    void waitingWithALimitLeavesWritesWhole() throws Exception {
        byte[] large = new byte[4_000_000];
        Thread reading = Thread.ofVirtual().start(() -> {
            try {
                first(new FirstBytes.Patience(Duration.ofSeconds(10), SHORT)).read();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Thread writing = Thread.ofVirtual().start(() -> {
            try {
                pair.ours().getOutputStream().write(large);
                pair.ours().shutdownOutput();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Thread.sleep(200);
        assertThat(pair.test().getInputStream().readAllBytes()).hasSize(large.length);
        pair.test().close();
        writing.join();
        reading.join();
    }

    @Test
    void takesOutOfTheBudgetAndGivesBack() throws IOException {
        try (FirstBytes first = first(PATIENCE)) {
            send("abc");
            first.read();
            assertThat(budget.left()).isEqualTo(FirstBytes.Budget.BYTES - 3);
        }
        assertThat(budget.left()).isEqualTo(FirstBytes.Budget.BYTES);
        assertThat(pair.ours().isClosed()).isFalse();
    }

    @Test
    void refusesWhatTheBudgetDoesNotHold() throws IOException {
        budget.take(Math.toIntExact(FirstBytes.Budget.BYTES));
        send("abc");
        FirstBytes first = first(PATIENCE);
        assertThatIOException().isThrownBy(first::read).withMessageContaining("too many");
        first.close();
        assertThat(budget.left()).isZero();
    }
}

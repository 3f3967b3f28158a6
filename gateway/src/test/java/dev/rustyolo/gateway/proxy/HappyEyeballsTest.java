package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HappyEyeballsTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("198.51.100.1");
    private static final InetAddress FOUR_TOO = InetAddress.ofLiteral("198.51.100.2");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");
    private static final InetAddress SIX_TOO = InetAddress.ofLiteral("2001:db8::2");

    /** A network in which some addresses take the connection, some never answer, and the others refuse. */
    private static final class Network implements HappyEyeballs.Attempt {
        private final Set<InetAddress> up;
        private final Set<InetAddress> silent;
        private final List<InetAddress> tried = new CopyOnWriteArrayList<>();
        private final Set<Socket> hanging = ConcurrentHashMap.newKeySet();
        private final Semaphore arrived = new Semaphore(0);
        private final CountDownLatch released = new CountDownLatch(1);

        private Network(Set<InetAddress> up, Set<InetAddress> silent) {
            this.up = up;
            this.silent = silent;
        }

        @Override
        public void connect(Socket socket, InetSocketAddress to, int millis) throws IOException {
            tried.add(to.getAddress());
            if (silent.contains(to.getAddress())) {
                hanging.add(socket);
                arrived.release();
                await();
            }
            if (!up.contains(to.getAddress())) {
                throw new ConnectException("Connection refused");
            }
        }

        private void await() throws IOException {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Test
    void familiesTakeTurns() {
        List<InetAddress> addresses = List.of(FOUR, FOUR_TOO, SIX, SIX_TOO);

        assertThat(HappyEyeballs.inTurn(addresses, false)).containsExactly(FOUR, SIX, FOUR_TOO, SIX_TOO);
        assertThat(HappyEyeballs.inTurn(addresses, true)).containsExactly(SIX, FOUR, SIX_TOO, FOUR_TOO);
        assertThat(HappyEyeballs.inTurn(List.of(SIX, FOUR, FOUR_TOO), false)).containsExactly(FOUR, SIX, FOUR_TOO);
    }

    @Test
    void aSilentFamilyIsOvertakenAndItsSocketClosed() throws IOException {
        var network = new Network(Set.of(SIX), Set.of(FOUR, FOUR_TOO));
        var connecting = new HappyEyeballs(network);

        Socket socket = connecting.connect(List.of(FOUR, FOUR_TOO, SIX), 443);

        assertThat(socket.isClosed()).isFalse();
        assertThat(network.tried).containsExactly(FOUR, SIX);
        assertThat(network.hanging)
                .singleElement()
                .satisfies(hung -> assertThat(hung.isClosed()).isTrue());
        network.released.countDown();
        socket.close();
    }

    @Test
    void theFamilyThatWonIsTriedFirstNextTime() throws IOException {
        var network = new Network(Set.of(SIX), Set.of(FOUR));
        var connecting = new HappyEyeballs(network);
        connecting.connect(List.of(FOUR, SIX), 443).close();
        network.tried.clear();

        connecting.connect(List.of(FOUR, SIX), 443).close();

        assertThat(network.tried).containsExactly(SIX);
        network.released.countDown();
    }

    @Test
    void aLateWinnerIsClosedToo() throws Exception {
        var network = new Network(Set.of(FOUR, SIX), Set.of(FOUR));
        Socket socket = new HappyEyeballs(network).connect(List.of(FOUR, SIX), 443);
        network.released.countDown();

        assertThat(network.hanging)
                .singleElement()
                .isNotSameAs(socket)
                .satisfies(late -> assertThat(late.isClosed()).isTrue());
        socket.close();
    }

    @Test
    void noMoreThanAFewAtOnce() throws Exception {
        List<InetAddress> many = java.util.stream.IntStream.range(1, 9)
                .mapToObj(i -> InetAddress.ofLiteral("198.51.100." + i))
                .toList();
        var network = new Network(Set.of(many.getLast()), Set.copyOf(many.subList(0, 7)));
        var connected = new FutureTask<>(() -> new HappyEyeballs(network).connect(many, 443));
        Thread.ofVirtual().start(connected);

        network.arrived.acquire(HappyEyeballs.MOST_AT_ONCE);
        assertThat(network.arrived.tryAcquire(3 * HappyEyeballs.STAGGER.toMillis(), TimeUnit.MILLISECONDS))
                .as("one more, while the others are under way")
                .isFalse();
        network.released.countDown();

        connected.get().close();
        assertThat(network.tried).hasSize(8);
    }

    @Test
    void tellsWhatBecameOfEachAddress() {
        assertThatIOException()
                .isThrownBy(() -> new HappyEyeballs(new Network(Set.of(), Set.of())).connect(List.of(FOUR, SIX), 443))
                .withMessage("198.51.100.1: Connection refused; 2001:db8:0:0:0:0:0:1: Connection refused");
    }
}

package dev.rustyolo.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.FakeProcess;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import dev.rustyolo.protocol.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayLinkTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Command.Start START =
            new Command.Start(List.of("example.com"), List.of(), List.of(), List.of(), List.of(), 1000);

    private final DenialTally tally = new DenialTally();
    private final CountDownLatch lost = new CountDownLatch(1);

    @Test
    void handsThePolicyOverAndLearnsThatItIsInForce() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            say(out, new Event.Standby("1"));
            Command first = hear(in);
            say(out, first.equals(START) ? new Event.Ready(Map.of("nft", 12L)) : new Event.Fatal("not the policy"));
            hear(in);
            return 0;
        });

        // When
        GatewayState state = link.awaitStart(LONG);

        // Then
        assertThat(state).isEqualTo(new GatewayState.Serving(Map.of("nft", 12L)));
        link.close();
        assertThat(lost.getCount()).isOne();
    }

    @Test
    void drainsAndEnds() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            hear(in);
            say(out, new Event.Ready(Map.of()));
            say(out, new Event.Denied(Layer.DNS, "evil.test", 0, "no rule"));
            Command second = hear(in);
            say(out, second instanceof Command.Drain ? new Event.Drained() : new Event.Fatal("no drain"));
            return 0;
        });
        link.awaitStart(LONG);

        // When
        GatewayState state = link.drain(LONG);
        link.close();

        // Then
        assertThat(state).isEqualTo(new GatewayState.Drained());
        assertThat(link.awaitEnd(LONG)).isTrue();
        assertThat(tally.denials()).hasSize(1);
        assertThat(lost.getCount()).isOne();
    }

    @Test
    void tellsWhyThereIsNoGateway() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            say(out, new Event.Fatal("nft is missing"));
            return 1;
        });

        // When
        GatewayState state = link.awaitStart(LONG);

        // Then
        assertThat(state).isEqualTo(new GatewayState.Lost("nft is missing", false));
        assertThat(link.diagnostics()).isEqualTo("diagnostics");
        assertThat(lost.getCount()).isOne();
    }

    @Test
    void doesNotWaitForEver() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            hear(in);
            hear(in);
            return 0;
        });

        // Then
        assertThat(link.awaitStart(Duration.ofMillis(50))).isEqualTo(new GatewayState.Starting());
        link.close();
    }

    @Test
    void raisesTheAlarmWhenTheGatewayGoesWhileItServes() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            hear(in);
            say(out, new Event.Ready(Map.of()));
            return 137;
        });

        // Then
        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(link.state()).isEqualTo(new GatewayState.Lost("the gateway ended", true));
    }

    @Test
    void raisesTheAlarmWhenTheGatewayAnswersNoMore() throws InterruptedException {
        // Given
        CountDownLatch end = new CountDownLatch(1);
        GatewayLink link = link(Duration.ofMillis(50), (in, out) -> {
            hear(in);
            say(out, new Event.Ready(Map.of()));
            end.await();
            return 0;
        });

        // Then
        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(link.state()).isEqualTo(new GatewayState.Lost("the gateway answers no more", true));
        end.countDown();
    }

    @Test
    void takesAnyWordForAnAnswer() throws InterruptedException {
        // Given
        GatewayLink link = link(Duration.ofMillis(200), (in, out) -> {
            hear(in);
            say(out, new Event.Ready(Map.of()));
            for (int i = 0; i < 10; i++) {
                hear(in);
                say(out, i % 2 == 0 ? new Event.Alive() : new Event.Dropped(1));
            }
            return 3;
        });

        // Then
        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(link.state()).isEqualTo(new GatewayState.Lost("the gateway ended", true));
        assertThat(link.awaitEnd(LONG)).isFalse();
        assertThat(link.ending()).isEqualTo(" (exit code 3)");
    }

    @Test
    void takesNonsenseForALostGateway() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            hear(in);
            say(out, new Event.Ready(Map.of()));
            out.write("Ready or not\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            hear(in);
            return 0;
        });

        // Then
        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(link.state())
                .isInstanceOfSatisfying(
                        GatewayState.Lost.class,
                        state -> assertThat(state.reason()).contains("can't be understood"));
        link.close();
    }

    @Test
    void doesNotTakeAReadyAfterTheEndForAReady() throws InterruptedException {
        // Given
        GatewayLink link = link((in, out) -> {
            hear(in);
            hear(in);
            return 0;
        });

        // When
        link.close();

        // Then
        assertThat(link.awaitStart(LONG)).isEqualTo(new GatewayState.Drained());
    }

    private GatewayLink link(FakeProcess.Script script) {
        return link(Duration.ofSeconds(5), script);
    }

    private GatewayLink link(Duration heartbeat, FakeProcess.Script script) {
        Process process = FakeProcess.playing("diagnostics\n", script);
        return GatewayLink.open(process, START, tally, lost::countDown, heartbeat);
    }

    private static void say(OutputStream out, Event event) throws IOException {
        out.write((Codec.encode(event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The next command; a heartbeat at the end of the stream. */
    private static Command hear(InputStream in) throws IOException {
        return new LineReader(new Unbuffered(in))
                .next()
                .map(Codec::decodeCommand)
                .orElse(new Command.Heartbeat());
    }

    /** Gives one byte at a time, so that a reader leaves the next line to the next reader. */
    private static final class Unbuffered extends InputStream {
        private final InputStream in;

        private Unbuffered(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int value = in.read();
            if (value < 0) {
                return -1;
            }
            bytes[offset] = (byte) value;
            return 1;
        }
    }
}

package dev.rustyolo.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Event;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventWriterTest {
    @Test
    void aFloodIsCountedAndNeverBlocks() throws IOException {
        var pipe = new PipedInputStream(1024);
        var writer = new EventWriter(new PipedOutputStream(pipe));
        writer.start();
        int flood = 10_000;
        for (int i = 0; i < flood; i++) {
            writer.send(new Event.Warning("w" + i));
        }
        var lines = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8));
        long told = 0;
        long dropped = 0;
        while (told + dropped < flood) {
            switch (Codec.decodeEvent(lines.readLine())) {
                case Event.Warning warning -> told++;
                case Event.Dropped(long count) -> dropped += count;
                default -> throw new AssertionError("unexpected event");
            }
        }
        assertThat(told).isGreaterThanOrEqualTo(4096);
        assertThat(dropped).isPositive();
    }

    @Test
    void anEventThatCantBeWrittenIsCountedAndStopsNoOther() throws Exception {
        var out = new ByteArrayOutputStream();
        var writer = new EventWriter(out);
        writer.start();
        writer.send(new Event.Warning("x".repeat(Codec.MAX_LINE)));
        writer.send(new Event.Warning("next"));
        writer.flush();
        writer.sendNow(new Event.Drained());
        assertThat(out.toString(StandardCharsets.US_ASCII).lines().map(Codec::decodeEvent))
                .containsExactly(new Event.Dropped(1), new Event.Warning("next"), new Event.Drained());
    }

    @Test
    void flushWaitsForTheOneThatIsBeingWritten() throws Exception {
        for (int i = 0; i < 500; i++) {
            var out = new ByteArrayOutputStream();
            var writer = new EventWriter(out);
            writer.start();
            writer.send(new Event.Warning("w"));
            writer.flush();
            writer.sendNow(new Event.Drained());
            assertThat(out.toString(StandardCharsets.US_ASCII)).endsWith("{\"type\":\"drained\"}\n");
        }
    }
}

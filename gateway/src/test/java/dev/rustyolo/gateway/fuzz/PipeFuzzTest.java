package dev.rustyolo.gateway.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import dev.rustyolo.protocol.LineReader;
import dev.rustyolo.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes over the pipe: a message that survives being written again, or the one exception that ends it. */
class PipeFuzzTest {
    static Stream<byte[]> seeds() {
        Stream<String> commands = Stream.<Command>of(
                        new Command.Start(
                                List.of("a.test"),
                                List.of(),
                                List.of("198.51.100.53"),
                                List.of("10.0.0.0/8"),
                                List.of(),
                                1),
                        new Command.Heartbeat(),
                        new Command.Drain())
                .map(Codec::encode);
        Stream<String> events = Stream.<Event>of(
                        new Event.Ready(Map.of("rules", 12L)),
                        new Event.Denied(Layer.TLS, "evil.test", 443, "a \"reason\"\n\u202e"),
                        new Event.LookedUp("a.test", "198.18.0.1"),
                        new Event.Opened(1, "a.test", 443, "198.51.100.7"),
                        new Event.Closed(1, 2, 3),
                        new Event.Warning("\ud800"))
                .map(Codec::encode);
        return Stream.concat(
                Stream.concat(commands, events).map(line -> Mutations.ascii(line + "\n{\"type\":\"heartbeat\"}\n")),
                Stream.of(
                                "{\"type\":\"closed\",\"id\":1e3,\"sent\":99999999999999999999,\"received\":-0}\n",
                                "[[[[[[\n")
                        .map(Mutations::ascii));
    }

    @MethodSource("seeds")
    @FuzzTest
    void read(byte[] bytes) throws IOException {
        var lines = new LineReader(new ByteArrayInputStream(bytes));
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                assertThat(new String(bytes, US_ASCII)).contains(line.get());
                command(line.get());
                event(line.get());
            }
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).matches("[ -~]*").hasSizeLessThan(600);
        }
    }

    private static void command(String line) {
        try {
            Command command = Codec.decodeCommand(line);
            assertThat(Codec.decodeCommand(Codec.encode(command))).isEqualTo(command);
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).matches("[ -~]*").hasSizeLessThan(600);
        }
    }

    private static void event(String line) {
        try {
            Event event = Codec.decodeEvent(line);
            assertThat(Codec.encode(event)).matches("[ -~]*");
            assertThat(Codec.decodeEvent(Codec.encode(event))).isEqualTo(event);
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).matches("[ -~]*").hasSizeLessThan(600);
        }
    }

    @Test
    void holdsForChangedLines() {
        Mutations.feed(seeds().toList(), this::read);
    }
}

package dev.rustyolo.cli.testing;

import dev.rustyolo.protocol.Codec;
import dev.rustyolo.protocol.Command;
import dev.rustyolo.protocol.Event;
import dev.rustyolo.protocol.Layer;
import dev.rustyolo.protocol.LineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A gateway that a test plays. */
public final class FakeGateway {
    private FakeGateway() {}

    /** One that does all it should, and denies one name. */
    public static Process good() {
        return FakeProcess.playing("", (in, out) -> {
            LineReader lines = new LineReader(in);
            if (!(command(lines) instanceof Command.Start)) {
                return 1;
            }
            say(out, new Event.Ready(Map.of("nft", 3L)));
            say(out, new Event.Denied(Layer.DNS, "evil.test", 0, "no rule"));
            while (!(command(lines) instanceof Command.Drain)) {}
            say(out, new Event.Drained());
            return 0;
        });
    }

    /** The next thing it is told; the end when nothing comes any more. */
    public static Command command(LineReader lines) throws IOException {
        Optional<String> line = lines.next();
        return line.isPresent() ? Codec.decodeCommand(line.get()) : new Command.Drain();
    }

    /** Says something to the command. */
    public static void say(OutputStream out, Event event) throws IOException {
        out.write((Codec.encode(event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

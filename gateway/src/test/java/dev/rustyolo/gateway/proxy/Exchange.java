package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A client and a server that speak in turns, as a test has it, with {@link LaterHellos} between them. */
final class Exchange {
    private static final TlsGate GATE = new TlsGate(DomainName.parse("allowed.test"));

    @SuppressWarnings("ArrayRecordComponent")
    private record Turn(boolean ofClient, byte[] bytes) {}

    /** What came out of it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(byte[] sent, List<String> refusals) {}

    private final List<Turn> turns = new ArrayList<>();

    Exchange client(byte[] bytes) {
        turns.add(new Turn(true, bytes));
        return this;
    }

    Exchange server(byte[] bytes) {
        turns.add(new Turn(false, bytes));
        return this;
    }

    /** All that the client says. */
    byte[] ofClient() {
        return Hellos.join(
                turns.stream().filter(Turn::ofClient).map(Turn::bytes).toArray(byte[][]::new));
    }

    /** Runs it: as it is, byte by byte, and with the client's first turn read ahead. */
    List<Outcome> run() {
        return List.of(run(false, 20_000), run(false, 1), run(true, 20_000));
    }

    private Outcome run(boolean ahead, int atATime) {
        var client = new Client(new ArrayDeque<>(turns), atATime);
        byte[] first = ahead ? client.ahead() : new byte[0];
        var budget = new FirstBytes.Budget();
        List<String> refusals = new ArrayList<>();
        var sent = new ByteArrayOutputStream();
        var input =
                new LaterHellos(first, client, GATE, client.hellos, budget, refusal -> refusals.add(refusal.reason()));
        byte[] buffer = new byte[atATime];
        try {
            int count;
            while ((count = input.read(buffer)) >= 0) {
                sent.write(buffer, 0, count);
            }
        } catch (IOException e) {
            if (refusals.isEmpty()) {
                throw new AssertionError(e);
            }
        }
        if (budget.left() != FirstBytes.Budget.BYTES) {
            throw new AssertionError("what was held has not been given back");
        }
        return new Outcome(sent.toByteArray(), refusals);
    }

    /** The client's bytes; what the server says in between is shown when they are read up to there. */
    private static final class Client extends InputStream {
        private final ServerHellos hellos = new ServerHellos();
        private final Queue<Turn> turns;
        private final int atATime;
        private byte[] bytes = {};
        private int position;

        Client(Queue<Turn> turns, int atATime) {
            this.turns = turns;
            this.atATime = atATime;
        }

        byte[] ahead() {
            Turn first = turns.peek();
            return first != null && first.ofClient() ? turns.remove().bytes() : new byte[0];
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            while (length > 0 && position == bytes.length) {
                Turn next = turns.poll();
                if (next == null) {
                    return -1;
                }
                if (next.ofClient()) {
                    bytes = next.bytes();
                    position = 0;
                } else {
                    hellos.show(next.bytes(), next.bytes().length);
                }
            }
            int count = Math.min(Math.min(length, atATime), bytes.length - position);
            System.arraycopy(bytes, position, buffer, offset, count);
            position += count;
            return count;
        }
    }
}

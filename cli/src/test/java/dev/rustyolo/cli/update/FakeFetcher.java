package dev.rustyolo.cli.update;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the answers that a test has for an address, one after the other; the last one again and again. */
final class FakeFetcher implements Fetcher {
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** What to say. */
    record Reply(int status, Map<String, String> headers, InputStream body) {
        static Reply of(int status, byte[] body, String... headers) {
            Map<String, String> all = new HashMap<>();
            for (int i = 0; i < headers.length; i += 2) {
                all.put(headers[i], headers[i + 1]);
            }
            return new Reply(status, all, new ByteArrayInputStream(body));
        }

        static Reply of(int status, String... headers) {
            return of(status, new byte[0], headers);
        }

        /** Whose connection breaks when these bytes have come. */
        static Reply broken(int status, byte[] bytes, String... headers) {
            Reply good = of(status, bytes, headers);
            return new Reply(status, good.headers(), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("Read timed out");
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = good.body().read(buffer, offset, length);
                    if (count < 0) {
                        throw new IOException("Read timed out");
                    }
                    return count;
                }
            });
        }
    }

    FakeFetcher on(String address, Reply reply) {
        replies.computeIfAbsent(address, key -> new ArrayDeque<>()).add(reply);
        return this;
    }

    /** The addresses that were asked, each with its Range and If-Range. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Answer get(URI address, Map<String, String> headers) throws IOException {
        asked.add((address + " " + headers.getOrDefault("Range", "") + " " + headers.getOrDefault("If-Range", ""))
                .strip());
        Deque<Reply> all = replies.get(address.toString());
        if (all == null) {
            throw new IOException("Connection refused");
        }
        Reply reply = all.size() > 1 ? all.removeFirst() : all.getFirst();
        return new Answer() {
            @Override
            public int status() {
                return reply.status();
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.ofNullable(reply.headers().get(name));
            }

            @Override
            public InputStream body() {
                return reply.body();
            }

            @Override
            public void close() {}
        };
    }
}

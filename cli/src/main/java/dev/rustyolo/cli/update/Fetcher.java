package dev.rustyolo.cli.update;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Gets what is behind an address; tests put their own in its place. */
@FunctionalInterface
interface Fetcher {
    /**
     * Asks once; follows no redirect.
     *
     * @param address where
     * @param headers what to send beside what is always sent
     * @throws IOException when there is no answer
     */
    Answer get(URI address, Map<String, String> headers) throws IOException;

    /** An answer, whose body is still to be read. */
    interface Answer extends AutoCloseable {
        /** The status code. */
        int status();

        /** A header; nothing when there is none of that name. */
        Optional<String> header(String name);

        /** The body, also of an answer that isn't 200. */
        InputStream body() throws IOException;

        @Override
        void close();
    }
}

package dev.rustyolo.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Splits a stream into lines, of bounded length and of nothing but printable ASCII. */
public final class LineReader {
    private final InputStream in;

    /**
     * Makes a reader.
     *
     * @param in the stream; the reader reads ahead, and leaves closing to the caller
     */
    public LineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * Waits for the next line.
     *
     * @return the line without its end, or empty at the end of the stream
     * @throws ProtocolException if the line is longer than {@link Codec#MAX_LINE}, holds other bytes, or is cut off by
     *     the end of the stream
     * @throws IOException if the stream can't be read
     */
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read;
        while ((read = in.read()) != '\n') {
            if (read < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (read < 0) {
                throw new ProtocolException("the stream ends in the middle of a line");
            }
            if (read < ' ' || read > '~') {
                throw new ProtocolException("a line holds a byte that is not printable ASCII: " + read);
            }
            if (line.size() == Codec.MAX_LINE) {
                throw new ProtocolException("a line is longer than " + Codec.MAX_LINE + " characters");
            }
            line.write(read);
        }
        return Optional.of(line.toString(StandardCharsets.US_ASCII));
    }
}

package dev.rustyolo.gateway.proxy;

import dev.rustyolo.protocol.Layer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** SSH's identification string (RFC 4253 section 4.2), looked for in what one side sends. */
final class SshGate implements Gate {
    private static final byte[] BANNER = "SSH-".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LINES_BEFORE = 8 * 1024;

    private final boolean server;

    private SshGate(boolean server) {
        this.server = server;
    }

    /** The client's first bytes must be the identification. */
    static SshGate ofClient() {
        return new SshGate(false);
    }

    /** A server may send other lines before its identification. */
    static SshGate ofServer() {
        return new SshGate(true);
    }

    @Override
    public Outcome judge(InputStream side) throws IOException {
        var read = new java.io.ByteArrayOutputStream();
        int matched = 0;
        boolean lineStart = true;
        while (matched < BANNER.length) {
            int next = side.read();
            if (next < 0 && read.size() == 0) {
                throw new EOFException("a side left before it said anything");
            }
            if (next < 0 || read.size() >= MAX_LINES_BEFORE) {
                return refuse();
            }
            read.write(next);
            if (lineStart && next == BANNER[matched]) {
                matched++;
                continue;
            }
            if (!server) {
                return refuse();
            }
            matched = 0;
            lineStart = next == '\n';
        }
        return new Pass(read.toByteArray());
    }

    private Refuse refuse() {
        String who = server ? "the server" : "the client";
        return new Refuse(Layer.SSH, "what " + who + " sent is not SSH, and this port takes nothing else", new byte[0]);
    }
}

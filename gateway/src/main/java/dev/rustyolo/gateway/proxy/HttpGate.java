package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.DomainName;
import dev.rustyolo.policy.InvalidNameException;
import dev.rustyolo.protocol.Layer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * HTTP/1.x whose first request is for the connection's name: one Host field that says so, and an absolute target, if it
 * has one, that says the same (RFC 9112 section 3.2). A refusal tells the client why in its body.
 */
final class HttpGate implements Gate {
    private static final int MAX_HEAD = 64 * 1024;

    private final DomainName name;
    private final int port;

    HttpGate(DomainName name, int port) {
        this.name = name;
        this.port = port;
    }

    @Override
    public Outcome judge(InputStream client) throws IOException {
        var read = new ByteArrayOutputStream();
        int lines = 0;
        int lineStart = 0;
        int previous = -1;
        try {
            while (true) {
                int next = client.read();
                if (next < 0) {
                    throw new EOFException("the client left in the middle of its request");
                }
                read.write(next);
                if (read.size() > MAX_HEAD) {
                    return malformed("the request's head is larger than " + MAX_HEAD + " bytes");
                }
                if (read.size() == 1 && !isToken(next)) {
                    return malformed("what was sent is not an HTTP request, and this port takes nothing else");
                }
                if (next == '\n') {
                    // A client that makes such lines waits for its answer, and not for the rest of a proper head.
                    if (previous != '\r') {
                        return malformed("a line does not end with CR LF");
                    }
                    if (lines++ == 0) {
                        HttpHead.requestLine(
                                read.toString(StandardCharsets.ISO_8859_1).substring(0, read.size() - 2));
                    }
                    if (read.size() - lineStart == 2) {
                        byte[] head = read.toByteArray();
                        return judge(HttpHead.parse(head), head);
                    }
                    lineStart = read.size();
                }
                previous = next;
            }
        } catch (HttpHead.MalformedException e) {
            return malformed(e.getMessage() == null ? "malformed" : e.getMessage());
        }
    }

    private Outcome judge(HttpHead head, byte[] read) {
        List<String> hosts = head.values("host");
        if (hosts.size() != 1) {
            return malformed("the request has " + (hosts.isEmpty() ? "no" : "more than one") + " Host field");
        }
        if (head.method().equals("CONNECT")) {
            return forbidden("CONNECT is not taken: connect to the name itself");
        }
        if (head.values("upgrade").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("h2c"))) {
            return forbidden("an upgrade to h2c is not taken");
        }
        if (head.values("transfer-encoding").size()
                        + head.values("content-length").size()
                > 1) {
            return malformed("the request says its length in more than one way");
        }
        if (!isFor(hosts.getFirst())) {
            return other(hosts.getFirst());
        }
        String target = head.target();
        if (target.startsWith("/") || target.equals("*")) {
            return new Pass(read);
        }
        String scheme = "http://";
        if (!target.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return malformed("the request's target is malformed");
        }
        int end = scheme.length();
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String authority = target.substring(scheme.length(), end);
        return isFor(authority) ? new Pass(read) : other(authority);
    }

    /** Is this authority the connection's name, with no port or the connection's? */
    private boolean isFor(String authority) {
        String host = authority;
        int colon = authority.lastIndexOf(':');
        if (colon >= 0) {
            if (!authority.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            host = authority.substring(0, colon);
        }
        try {
            return DomainName.fromWire(host).equals(name);
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private Refuse other(String authority) {
        return forbidden("the request asks for " + dev.rustyolo.policy.Text.quote(authority)
                + ", the connection is for " + name.ascii());
    }

    private static Refuse forbidden(String reason) {
        return new Refuse(Layer.HTTP, reason, HttpReply.forbidden(reason));
    }

    private static Refuse malformed(String reason) {
        return new Refuse(Layer.HTTP, reason, HttpReply.malformed(reason));
    }

    private static boolean isToken(int first) {
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
    }
}

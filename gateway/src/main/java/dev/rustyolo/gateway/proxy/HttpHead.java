package dev.rustyolo.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of a first HTTP/1.x request, read strictly (RFC 9112): what two readers could understand in two ways is
 * malformed.
 *
 * @param method the method, as sent
 * @param target the request target, as sent
 * @param fields the header fields in order, names in lower case
 */
record HttpHead(String method, String target, List<Field> fields) {
    record Field(String name, String value) {}

    /** Why a head can't be taken, in words for the client. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    HttpHead {
        fields = List.copyOf(fields);
    }

    /**
     * Parses a head.
     *
     * @param bytes all of it, up to and with the empty line
     */
    static HttpHead parse(byte[] bytes) throws MalformedException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = lines(text);
        String[] parts = requestLine(lines.getFirst());
        var fields = new ArrayList<Field>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon < 1 || !isToken(line.substring(0, colon))) {
                throw new MalformedException("a header line is malformed");
            }
            fields.add(new Field(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        return new HttpHead(parts[0], parts[1], fields);
    }

    /** The method, the target and the version of a request line, which ends before its CR LF. */
    static String[] requestLine(String line) throws MalformedException {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !isToken(parts[0]) || parts[1].isEmpty() || parts[1].indexOf('\t') >= 0) {
            throw new MalformedException("the request line is malformed");
        }
        if (!parts[2].equals("HTTP/1.1") && !parts[2].equals("HTTP/1.0")) {
            throw new MalformedException("only HTTP/1.0 and HTTP/1.1 are taken here");
        }
        return parts;
    }

    /** The values of a field, in order; the name in lower case. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    private static List<String> lines(String text) throws MalformedException {
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf("\r\n", start);
            if (end < 0) {
                throw new MalformedException("a line does not end with CR LF");
            }
            String line = text.substring(start, end);
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if ((c < ' ' && c != '\t') || c == 0x7f) {
                    throw new MalformedException("there is a control character in the head");
                }
            }
            start = end + 2;
            if (line.isEmpty()) {
                break;
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new MalformedException("there is no request line");
        }
        return lines;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}

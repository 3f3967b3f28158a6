package dev.rustyolo.gateway.proxy;

import static dev.rustyolo.gateway.fuzz.Mutations.ascii;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rustyolo.gateway.fuzz.Mutations;
import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends where HTTP must be: it passes only if a reading by patterns finds one Host, which is the name. */
class HttpFuzzTest {
    private static final HttpGate GATE = new HttpGate(DomainName.parse("allowed.test"), 80);
    private static final String AUTHORITY = "(?i:allowed\\.test)\\.?(?::80)?";
    private static final Pattern REQUEST =
            Pattern.compile("[^\\s:]+ (?:/[^\\s]*|\\*|(?i:http)://" + AUTHORITY + "(?:[/?#][^\\s]*)?) HTTP/1\\.[01]");
    private static final Pattern ANY_HOST = Pattern.compile("(?i)[^!-~]*host[^!-~]*:.*|(?i)host[ \t].*");
    private static final Pattern OUR_HOST = Pattern.compile("(?i:host):[ \t]*" + AUTHORITY + "[ \t]*");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "GET / HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                        "POST /x HTTP/1.0\r\nhost:ALLOWED.test.:80 \r\nContent-Length: 3\r\n\r\nabc",
                        "GET http://allowed.test/ HTTP/1.1\r\nHost: allowed.test\r\nUpgrade: websocket\r\n\r\n",
                        "GET http://evil.test/ HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: allowed.test\r\nHost: evil.test\r\n\r\n",
                        "GET / HTTP/1.1\r\nX: y\r\n Host: evil.test\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "CONNECT allowed.test:80 HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                        "OPTIONS * HTTP/1.1\r\nHost: user@allowed.test\r\n\r\n")
                .map(Mutations::ascii);
    }

    @MethodSource("seeds")
    @FuzzTest
    void gate(byte[] bytes) throws IOException {
        passes(bytes);
    }

    private static boolean passes(byte[] bytes) throws IOException {
        var client = new ByteArrayInputStream(bytes);
        Gate.Outcome outcome;
        try {
            outcome = GATE.judge(client);
        } catch (EOFException e) {
            return false;
        }
        int read = bytes.length - client.available();
        assertThat(read).isLessThanOrEqualTo(64 * 1024 + 1);
        if (!(outcome instanceof Gate.Pass(byte[] prefix, var _))) {
            return false;
        }
        assertThat(prefix).isEqualTo(Arrays.copyOf(bytes, read));
        String head = new String(prefix, ISO_8859_1);
        assertThat(head.indexOf("\r\n\r\n")).isEqualTo(head.length() - 4);
        // Every line, however a lenient server would end it.
        List<String> lines = Pattern.compile("\r\n|\r|\n")
                .splitAsStream(head.substring(0, head.length() - 4))
                .toList();
        assertThat(lines.getFirst()).matches(REQUEST).doesNotStartWith("CONNECT ");
        assertThat(lines).noneMatch(line -> line.startsWith(" ") || line.startsWith("\t") || line.contains("\0"));
        assertThat(lines.stream().skip(1).filter(line -> ANY_HOST.matcher(line).matches()))
                .singleElement()
                .asString()
                .matches(OUR_HOST);
        return true;
    }

    @Test
    void holdsForChangedRequests() {
        Mutations.feed(seeds().toList(), this::gate);
    }

    @Test
    void passesTheGoodOnesAmongTheSeeds() throws IOException {
        int passed = 0;
        for (byte[] seed : seeds().toList()) {
            passed += passes(seed) ? 1 : 0;
        }
        assertThat(passed).isEqualTo(3);
        assertThat(passes(ascii("GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n"))).isFalse();
    }
}

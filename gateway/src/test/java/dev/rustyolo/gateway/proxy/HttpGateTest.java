package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rustyolo.policy.DomainName;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGateTest {
    private static final HttpGate GATE = new HttpGate(DomainName.parse("allowed.test"), 80);

    private static Gate.Outcome judge(String request) throws IOException {
        return GATE.judge(new ByteArrayInputStream(request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET / HTTP/1.0\r\nhOsT:allowed.TEST.\r\n\r\n",
                "POST /x?http://evil.test/ HTTP/1.1\r\nA: b\r\nHost: allowed.test:80\r\nContent-Length: 3\r\n\r\n",
                "GET http://allowed.test/evil.test HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET /ws HTTP/1.1\r\nHost: allowed.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            })
    void passesARequestForTheName(String request) throws IOException {
        assertThat(judge(request + "body"))
                .isInstanceOfSatisfying(
                        Gate.Pass.class,
                        pass -> assertThat(new String(pass.prefix(), StandardCharsets.ISO_8859_1))
                                .isEqualTo(request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test.evil.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test:8080\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test@evil.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: evil.test#.allowed.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 198.51.100.66\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: \r\n\r\n",
                "GET http://evil.test/ HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET http://allowed.test@evil.test/ HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET http://allowed.test:443/ HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "CONNECT evil.test:443 HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "CONNECT allowed.test:80 HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\r\nUpgrade: h2c\r\n\r\n"
            })
    void forbidsOthersAndSaysHowToAllow(String request) throws IOException {
        assertThat(judge(request))
                .isInstanceOfSatisfying(
                        Gate.Refuse.class,
                        refusal -> assertThat(new String(refusal.reply(), StandardCharsets.UTF_8))
                                .startsWith("HTTP/1.1 403 ")
                                .contains("--allow-domains"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\r\nHost: evil.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\r\nHost: allowed.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : allowed.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\r\n evil.test\r\n\r\n",
                "GET / HTTP/1.1\nHost: evil.test\nX: \r\nHost: allowed.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\rHost: evil.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed\0.test\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: allowed.test\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: allowed.test\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
                "GET /\thttp://evil.test/ HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "GET allowed.test HTTP/1.1\r\nHost: allowed.test\r\n\r\n",
                "\r\n\r\n",
                "\u0016\u0003\u0001"
            })
    void findsMalformed(String request) throws IOException {
        assertThat(judge(request))
                .isInstanceOfSatisfying(
                        Gate.Refuse.class,
                        refusal -> assertThat(new String(refusal.reply(), StandardCharsets.UTF_8))
                                .startsWith("HTTP/1.1 400 "));
    }

    /** Who makes such a request waits for an answer: the gate must not wait for more. */
    @ParameterizedTest
    @ValueSource(
            strings = {"GET /\r\n", "GET / HTTP/1.1\nHost: allowed.test\n\n", "GET / HTTP/1.1\r\nHost: allowed.test\n"})
    void refusesAsSoonAsALineIsWrong(String request) throws IOException {
        assertThat(judge(request)).isInstanceOf(Gate.Refuse.class);
    }

    @Test
    void bounds() throws IOException {
        assertThat(judge("GET /" + "x".repeat(70_000))).isInstanceOf(Gate.Refuse.class);
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> judge("GET / HTTP/1.1\r\nHost: allowed.test\r\n"));
    }

    @Test
    void aReplyCannotBeSplit() throws IOException {
        assertThat(judge("GET / HTTP/1.1\r\nHost: \u00e9vil\"\u0085.test\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Gate.Refuse.class,
                        refusal -> assertThat(refusal.reason()).matches("[ -~]*"));
    }
}

package dev.rustyolo.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpReplyTest {
    private static String text(byte[] reply) {
        return new String(reply, StandardCharsets.UTF_8);
    }

    @Test
    void aServerThatIsDownIsNotBlocked() {
        assertThat(text(HttpReply.unreachable(
                        "allowed.test:80 could not be reached: 198.51.100.1: Connection refused")))
                .startsWith("HTTP/1.1 502 ")
                .endsWith("rustyolo allows this, but allowed.test:80 could not be reached: 198.51.100.1: Connection"
                        + " refused\n")
                .doesNotContain("Blocked");
    }

    @Test
    void whatIsBlockedSaysHowToAllowIt() {
        assertThat(text(HttpReply.forbidden("no rule allows evil.test")))
                .startsWith("HTTP/1.1 403 ")
                .contains("Blocked by rustyolo: no rule allows evil.test\n", "--allow-domains");
        assertThat(text(HttpReply.malformed("two Hosts"))).startsWith("HTTP/1.1 400 ");
    }
}

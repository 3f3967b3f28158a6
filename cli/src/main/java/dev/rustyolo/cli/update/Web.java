package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** What all requests of an update have in common: redirects, which stay encrypted, limits, and words for what goes wrong. */
final class Web {
    private static final int MOST_REDIRECTS = 5;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_ADDRESS = 8_192;
    /** For all of a small file. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Fetcher fetcher;
    private final Clock clock;

    Web(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /**
     * An https address without a login in it.
     *
     * @param what what it is an address of, for the error
     * @throws CliException when it is anything else
     */
    static URI address(String text, String what) {
        try {
            URI address = new URI(text);
            if (text.length() <= LONGEST_ADDRESS
                    && "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw Failures.refused(
                what + " isn't an https address: " + Text.quote(text),
                "nothing is fetched without encryption; report it to who runs that server");
    }

    /** All of a small file. */
    byte[] small(URI address, String what, int limit, Map<String, String> headers) {
        Instant deadline = clock.instant().plus(PATIENCE);
        try (Fetcher.Answer answer = open(address, what, headers)) {
            require(answer, what);
            InputStream body = answer.body();
            byte[] bytes = new byte[limit + 1];
            int length = 0;
            while (length <= limit) {
                int count = body.read(bytes, length, bytes.length - length);
                if (count < 0) {
                    break;
                }
                length += count;
                if (clock.instant().isAfter(deadline)) {
                    throw Failures.failed(what + " takes more than a minute", "try again later");
                }
            }
            if (length > limit) {
                throw Failures.refused(
                        what + " has more than " + limit + " bytes", "this isn't a release server, or it is broken");
            }
            return java.util.Arrays.copyOf(bytes, length);
        } catch (IOException e) {
            throw unreachable(what, address, e);
        }
    }

    /** An answer that is no redirect. */
    Fetcher.Answer open(URI address, String what, Map<String, String> headers) throws IOException {
        URI next = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Fetcher.Answer answer = fetcher.get(next, headers);
            if (!isRedirect(answer.status())) {
                return answer;
            }
            String location = answer.header("Location").orElse("");
            answer.close();
            if (location.isEmpty()) {
                throw Failures.failed(what + " is redirected, and not said where to", "try again later");
            }
            next = address(resolved(next, location), "what " + what + " is redirected to");
        }
        throw Failures.refused(
                what + " is redirected more than " + MOST_REDIRECTS + " times", "report it to who runs that server");
    }

    /**
     * Turns what isn't a success into words.
     *
     * @throws CliException unless it is one
     */
    void require(Fetcher.Answer answer, String what) {
        int status = answer.status();
        if (status == OK || status == PARTIAL) {
            return;
        }
        if (status == TOO_MANY || (status == FORBIDDEN && isSpent(answer))) {
            throw Failures.failed(
                    "the server answers no more requests from your address for now (status " + status + ")",
                    until(answer));
        }
        if (status == NOT_FOUND) {
            throw Failures.failed(
                    what + " isn't on the server (status 404)",
                    "look whether the version, --repository and --api-url are right");
        }
        throw Failures.failed(
                what + " can't be had: the server's status is " + status,
                "try again later, or ask who runs that server");
    }

    /** Nobody answers, or not to the end. */
    static CliException unreachable(String what, URI address, IOException cause) {
        return Failures.failed(
                what + " can't be fetched from " + Text.quote(String.valueOf(address.getHost())) + ": "
                        + Failures.why(cause),
                cause instanceof javax.net.ssl.SSLException
                        ? "if your network re-signs TLS, give its certificates with --ca-cert FILE; else somebody is in"
                                + " between"
                        : "check the network, and HTTPS_PROXY if you need a proxy");
    }

    private static boolean isSpent(Fetcher.Answer answer) {
        return answer.header("X-RateLimit-Remaining").filter("0"::equals).isPresent()
                || answer.header("Retry-After").isPresent();
    }

    private String until(Fetcher.Answer answer) {
        long now = clock.instant().getEpochSecond();
        long reset = answer.header("X-RateLimit-Reset").map(Web::number).orElse(-1L);
        if (reset < 0) {
            long wait = answer.header("Retry-After").map(Web::number).orElse(-1L);
            reset = wait < 0 ? -1 : now + wait;
        }
        if (reset < now || reset > now + Duration.ofDays(7).toSeconds()) {
            return "try again in an hour";
        }
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .format(Instant.ofEpochSecond(reset).atZone(ZoneId.of("UTC")));
        return "try again after " + time + " UTC, in " + Math.max(1, (reset - now + 59) / 60) + " min";
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static String resolved(URI from, String location) {
        try {
            return from.resolve(new URI(location)).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return location;
        }
    }
}

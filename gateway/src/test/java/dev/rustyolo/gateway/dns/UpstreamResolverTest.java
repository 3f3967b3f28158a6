package dev.rustyolo.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.rustyolo.gateway.force.PolicyInForce;
import dev.rustyolo.policy.DomainName;
import dev.rustyolo.protocol.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Type;

@Timeout(20)
class UpstreamResolverTest {
    private static final DomainName NAME = DomainName.parse("allowed.test");
    private static final InetAddress FOUR = InetAddress.ofLiteral("198.51.100.7");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::7");
    private static final UpstreamQuery.Answer A = new UpstreamQuery.Answer(List.of(FOUR), 30, true);
    private static final UpstreamQuery.Answer AAAA = new UpstreamQuery.Answer(List.of(SIX), 20, true);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final PolicyInForce policy = new PolicyInForce();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void allow() {
        policy.replace(
                new Command.Start(
                        List.of("allowed.test"),
                        List.of(),
                        List.of("198.51.100.53", "198.51.100.54"),
                        List.of(),
                        List.of(),
                        1000),
                List.of());
    }

    private UpstreamResolver resolver(UpstreamResolver.Question question) {
        return new UpstreamResolver(policy, new SetClock(now), (server, name, type) -> {
            asked.incrementAndGet();
            return question.ask(server, name, type);
        });
    }

    private static UpstreamQuery.Answer both(int type) {
        return type == Type.A ? A : AAAA;
    }

    @Test
    void asksForBothFamiliesAndRemembersTheShorterTtl() throws IOException {
        UpstreamResolver resolver = resolver((_, _, type) -> both(type));

        assertThat(resolver.resolve(NAME)).isEqualTo(new UpstreamResolver.Addresses(List.of(FOUR, SIX), true));
        now.set(Instant.EPOCH.plusSeconds(19));
        resolver.resolve(NAME);
        assertThat(asked).hasValue(2);
        now.set(Instant.EPOCH.plusSeconds(20));
        resolver.resolve(NAME);
        assertThat(asked).hasValue(4);
    }

    @Test
    void doesNotWaitForAFamilyThatIsSlow() throws IOException {
        for (int slow : List.of(Type.A, Type.AAAA)) {
            var release = new CountDownLatch(1);
            UpstreamResolver resolver = resolver((_, _, type) -> {
                if (type == slow) {
                    await(release);
                }
                return both(type);
            });

            UpstreamResolver.Addresses early = resolver.resolve(NAME);
            assertThat(early).isEqualTo(new UpstreamResolver.Addresses(List.of(slow == Type.A ? SIX : FOUR), false));

            release.countDown();
            assertThat(resolver.resolveWhole(NAME).found()).containsExactly(FOUR, SIX);
        }
    }

    @Test
    void oneFamilysFailureIsNotTheOthers() throws IOException {
        UpstreamResolver resolver = resolver((_, _, type) -> {
            if (type == Type.A) {
                throw new IOException("answered SERVFAIL");
            }
            return AAAA;
        });

        assertThat(resolver.resolveWhole(NAME).found()).containsExactly(SIX);
        now.set(Instant.EPOCH.plusSeconds(Resolved.FAILURE_SECONDS));
        resolver.resolveWhole(NAME);
        assertThat(asked).as("two servers for A and one for AAAA, twice").hasValue(6);
    }

    @Test
    void aFailureHoldsForAFewSeconds() throws IOException {
        UpstreamResolver resolver = resolver((server, _, _) -> {
            throw new IOException(server.getHostAddress() + " does not answer");
        });

        for (int i = 0; i < 100; i++) {
            assertThatIOException()
                    .isThrownBy(() -> resolver.resolve(NAME))
                    .withMessage("198.51.100.53 does not answer; 198.51.100.54 does not answer");
        }
        assertThat(asked).as("two servers for two types").hasValue(4);
        now.set(Instant.EPOCH.plusSeconds(Resolved.FAILURE_SECONDS));
        assertThatIOException().isThrownBy(() -> resolver.resolve(NAME));
        assertThat(asked).hasValue(8);
    }

    @Test
    void tellsNoSuchNameFromNoAddress() {
        assertThatIOException()
                .isThrownBy(() ->
                        resolver((_, _, _) -> UpstreamQuery.Answer.NO_SUCH_NAME).resolve(NAME))
                .withMessage("there is no such name (NXDOMAIN)");
        assertThatIOException()
                .isThrownBy(
                        () -> resolver((_, _, _) -> UpstreamQuery.Answer.NONE).resolve(NAME))
                .withMessage("allowed.test has no address");
    }

    @Test
    void connectionsThatWaitForOneNameShareItsLookUp() throws Exception {
        var release = new CountDownLatch(1);
        UpstreamResolver resolver = resolver((_, _, type) -> {
            await(release);
            return both(type);
        });
        var waiting = new ArrayList<FutureTask<UpstreamResolver.Addresses>>();
        for (int i = 0; i < 50; i++) {
            var task = new FutureTask<>(() -> resolver.resolve(NAME));
            Thread.ofVirtual().start(task);
            waiting.add(task);
        }

        release.countDown();

        for (FutureTask<UpstreamResolver.Addresses> task : waiting) {
            assertThat(task.get().found()).isNotEmpty();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void aBrokenAnswerEndsTheLookUpAndNotTheResolver() {
        UpstreamResolver resolver = resolver((_, _, _) -> {
            throw new IllegalStateException("a bug");
        });

        assertThatIOException().isThrownBy(() -> resolver.resolve(NAME)).withMessageContaining("a bug");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

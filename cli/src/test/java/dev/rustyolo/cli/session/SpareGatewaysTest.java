package dev.rustyolo.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.Locations;
import dev.rustyolo.cli.testing.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareGatewaysTest {
    private static final String KIND = "image network 64000";
    private static final String SESSION = "0123456789ab";

    @TempDir
    Path state;

    private SpareGateways spares = new SpareGateways(locations(Path.of("/nowhere")));

    @BeforeEach
    void open() {
        spares = new SpareGateways(locations(state));
    }

    private static Locations locations(Path state) {
        return new Locations(state.resolve("rustyolo.toml"), state, state.resolve("installation"));
    }

    private void offer(String session, String kind, Duration life) {
        spares.offer(spares.reserve(session), kind, Instant.now().plus(life), "container of " + session);
    }

    @Test
    void aSpareOneIsClaimedOnceAndBecomesASession() {
        offer(SESSION, KIND, Duration.ofMinutes(30));
        assertThat(spares.has(KIND)).isTrue();

        Optional<SessionDirectory> first = spares.claim(KIND);
        Optional<SessionDirectory> second = spares.claim(KIND);

        assertThat(first).isPresent();
        assertThat(first.orElseThrow().session()).isEqualTo(SESSION);
        assertThat(first.orElseThrow().path())
                .isEqualTo(state.resolve("sessions").resolve(SESSION));
        assertThat(SpareGateways.prepared(first.orElseThrow())).contains("container of " + SESSION);
        assertThat(second).isEmpty();
        assertThat(spares.list()).isEmpty();
        first.orElseThrow().close();
        assertThat(state.resolve("sessions").resolve(SESSION)).doesNotExist();
    }

    @Test
    void racingRunsNeverGetTheSameOne() throws InterruptedException, ExecutionException {
        offer(SESSION, KIND, Duration.ofMinutes(30));
        var start = new CountDownLatch(1);
        List<FutureTask<Optional<SessionDirectory>>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var run = new FutureTask<>(() -> {
                start.await();
                return spares.claim(KIND);
            });
            runs.add(run);
            Thread.ofPlatform().start(run);
        }
        start.countDown();
        int claimed = 0;
        for (var run : runs) {
            Optional<SessionDirectory> directory = run.get();
            directory.ifPresent(SessionDirectory::close);
            claimed += directory.isPresent() ? 1 : 0;
        }
        assertThat(claimed).isEqualTo(1);
    }

    @Test
    void anotherKindIsNotTakenAndAnExpiredOneNeither() {
        offer(SESSION, "older-image network 64000", Duration.ofMinutes(30));
        offer("ba9876543210", KIND, Duration.ofSeconds(5));
        assertThat(spares.claim(KIND)).isEmpty();
    }

    @Test
    void oneThatIsStillBeingMadeIsNotTaken() {
        SessionDirectory unfinished = spares.reserve(SESSION);
        assertThat(spares.claim(KIND)).isEmpty();
        unfinished.close();
    }

    @Test
    void theSweepRemovesWhatIsOfNoUseAndNothingElse() {
        offer("000000000001", KIND, Duration.ofMinutes(30));
        offer("000000000002", "older-image network 64000", Duration.ofMinutes(30));
        offer("000000000003", KIND, Duration.ZERO);
        spares.reserve("000000000004").abandon();
        List<String> asked = new ArrayList<>();

        spares.sweep(KIND, asked::add);

        assertThat(asked).containsExactlyInAnyOrder("000000000002", "000000000003", "000000000004");
        assertThat(spares.list()).extracting(SpareGateways.Spare::session).containsExactly("000000000001");
    }

    @Test
    void whatNobodyCanWantGoesWhateverItsKind() {
        offer("000000000001", KIND, Duration.ofMinutes(30));
        offer("000000000002", "older-image network 64000", Duration.ofMinutes(30));
        offer("000000000003", KIND, Duration.ZERO);
        spares.reserve("000000000004").abandon();
        SessionDirectory beingMade = spares.reserve("000000000005");
        List<String> asked = new ArrayList<>();

        spares.sweepUseless(asked::add);

        assertThat(asked).containsExactlyInAnyOrder("000000000003", "000000000004");
        assertThat(spares.exists("000000000002")).isTrue();
        assertThat(spares.exists("000000000004")).isFalse();
        beingMade.close();
    }

    @Test
    void whatCannotBeRemovedStaysFindable() {
        offer(SESSION, KIND, Duration.ZERO);
        spares.sweep(KIND, session -> false);
        assertThat(state.resolve("spares").resolve(SESSION)).isDirectory();
    }

    @Test
    void aDamagedNoteIsNoOffer() throws IOException {
        offer(SESSION, KIND, Duration.ofMinutes(30));
        Files.writeString(state.resolve("spares").resolve(SESSION).resolve("spare"), "tomorrow");
        assertThat(spares.claim(KIND)).isEmpty();
    }

    @Test
    void onlyOneMakesThemAtATime() {
        List<String> done = new ArrayList<>();
        try (LockHolder _ = LockHolder.of(state.resolve("spares/.lock"))) {
            spares.alone(false, () -> done.add("meanwhile"));
        }
        spares.alone(false, () -> done.add("after"));
        assertThat(done).containsExactly("after");
    }
}

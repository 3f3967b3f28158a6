package dev.rustyolo.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.session.SessionDirectory;
import dev.rustyolo.cli.session.SpareGateways;
import dev.rustyolo.cli.testing.FakeEngine;
import dev.rustyolo.cli.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmthTest {
    @TempDir
    Path temporary;

    @Test
    void removesWhatHasNoDirectory() {
        // Given
        Host host = new TestHost(temporary).host();
        SpareGateways spares = new SpareGateways(host.locations());
        SessionDirectory live = SessionDirectory.create(host.locations().sessions(), "aaaaaaaaaaaa");
        SessionDirectory beingMade = spares.reserve("bbbbbbbbbbbb");
        FakeEngine engine = new FakeEngine().having("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");

        // When
        new Warmth(engine, spares, host.locations(), "owner")
                .provide(Warmth.gateway(host, "gateway:hash", "", ""), Duration.ZERO, () -> "dddddddddddd", false);

        // Then
        assertThat(engine.log()).containsExactly("orphan cccccccccccc");
        live.close();
        beingMade.close();
    }
}

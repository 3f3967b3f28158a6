package dev.rustyolo.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.host.Locations;
import dev.rustyolo.cli.testing.FakeProcesses;
import dev.rustyolo.cli.testing.MachineFixture;
import dev.rustyolo.cli.update.FakeFetcher.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionNoticeTest extends MachineFixture {
    private static final String LATEST = "https://api.test/repos/team/rustyolo/releases/latest";

    private final FakeProcesses processes = FakeProcesses.succeeding();
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");

    @BeforeEach
    void versions() throws IOException {
        Files.createDirectories(home());
        Files.createSymbolicLink(machine.root().resolve("share/current"), Path.of("versions/0.1.0-0"));
        machine.onTerminal();
    }

    @Test
    void theServerIsAskedOnceADayByAProcessOfItsOwn() {
        notice().begun();
        notice().begun();

        assertThat(processes.commands()).hasSize(1);
        assertThat(processes.commands().getFirst())
                .endsWith(home().resolve("bin/rustyolo").toString(), "update", "--check", "--quiet");

        now = now.plus(Duration.ofHours(23));
        notice().begun();
        assertThat(processes.commands()).hasSize(1);
        now = now.plus(Duration.ofHours(1));
        notice().begun();
        assertThat(processes.commands()).hasSize(2);
    }

    @Test
    void whatItSaidIsToldInTheTwoLines() {
        answer("v0.2.0");

        assertThat(notice().lines())
                .containsExactly(
                        "⚠️  New version 0.2.0 available! (current: 0.1.0)", "   Run 'rustyolo update' to upgrade.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.1.0", "v0.0.9", "v0.1.0-rc.1"})
    void whatIsNotNewerIsNotTold(String tag) {
        answer(tag);

        assertThat(notice().lines()).isEmpty();
    }

    @Test
    void whatWasAskedIsRememberedWhileItIsAskedAgain() {
        answer("v0.2.0");
        now = now.plus(Duration.ofDays(2));
        notice().begun();

        assertThat(notice().lines()).hasSize(2);
    }

    @Test
    void nobodyIsAskedAndNothingToldWhenItIsNotWanted() throws IOException {
        answer("v0.2.0");
        Files.delete(machine.state().resolve("newest-version"));

        quiet(new VersionNotice(host(), processes, clock(), "0.1.0", false));
        machine.with("CI", "true");
        quiet(notice());
        machine.with("CI", "");
        Files.delete(machine.root().resolve("share/current"));
        quiet(notice());
        assertThat(processes.commands()).isEmpty();
    }

    @Test
    void withoutATerminalNobodyIsAsked() {
        answer("v0.2.0");
        Host host = host();
        Host piped = new Host(
                host.environment(),
                host.workingDirectory(),
                host.home(),
                host.accountHome(),
                host.account(),
                false,
                host.locations(),
                host.resolverFiles(),
                host.routeFile());

        quiet(new VersionNotice(piped, processes, clock(), "0.1.0", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1\n", "1\n\u001b[31m\n", "99999999999999\n9.9.9\n", "1\n9.9.9.9\n"})
    void aDamagedNoteIsNone(String content) throws IOException {
        Files.createDirectories(machine.state());
        Files.writeString(machine.state().resolve("newest-version"), content);

        assertThat(new VersionNote(machine.state()).isDue(now)).isTrue();
        assertThat(content.contains("9.9.9\n") && !content.contains("9.9.9.9") ? List.of() : notice().lines())
                .isEmpty();
    }

    @Test
    void aClockThatWasSetBackIsNoReasonToWait() {
        answer("v0.1.0");
        now = now.minus(Duration.ofDays(30));

        notice().begun();

        assertThat(processes.commands()).hasSize(1);
    }

    private void quiet(VersionNotice notice) {
        notice.begun();
        assertThat(notice.lines()).isEmpty();
        assertThat(processes.commands()).isEmpty();
    }

    /** What the process that was started does. */
    private void answer(String tag) {
        FakeFetcher fetcher = new FakeFetcher()
                .on(
                        LATEST,
                        Reply.of(
                                200,
                                ("{\"tag_name\":\"" + tag + "\",\"assets\":[]}").getBytes(StandardCharsets.UTF_8)));
        UpdateTools tools = new UpdateTools(
                fetcher,
                UpdateSource.parse("https://api.test", "team/rustyolo"),
                ReleaseKeys.parse(""),
                clock(),
                false);

        new VersionCheck(tools, new VersionNote(machine.state())).newest();

        assertThat(fetcher.asked()).containsExactly(LATEST);
    }

    private VersionNotice notice() {
        return new VersionNotice(host(), processes, clock(), "0.1.0", true);
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Host host() {
        Host host = machine.host();
        return host.with(
                new Locations(host.locations().configFile(), host.locations().state(), home()));
    }

    private Path home() {
        return machine.root().resolve("share/versions/0.1.0-0");
    }
}

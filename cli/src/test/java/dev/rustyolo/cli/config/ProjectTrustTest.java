package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a project's file may do by itself, what it needs trust for, and how long that lasts. */
class ProjectTrustTest extends ConfigFixture {
    @Test
    void aProjectMayNarrowByItself() {
        project("[default]\ndeny_domains = ['a.test']\n[resources]\nmemory = '1g'\n[network]\noffline = true");

        Settings settings = loader().load("");

        assertThat(settings.with(Setting.DENY_DOMAINS, List.of())).containsExactly("a.test");
        assertThat(settings.either(Setting.MEMORY, "")).isEqualTo("1g");
        assertThat(settings.isOn(Setting.OFFLINE)).isTrue();
    }

    @Test
    void whatWidensIsRefusedAsAWhole() {
        project("[default]\ndeny_domains = ['a.test']\nallow_domains = ['evil.test']");

        assertThatThrownBy(() -> loader().load(""))
                .hasMessageContaining("is not trusted, and asks for more")
                .hasMessageContaining("may reach \"evil.test\"");
        assertThat(standing()).isEqualTo(ProjectConfig.Standing.UNKNOWN);
    }

    @Test
    void aProfileThatNobodyChoseIsJudgedToo() {
        project("[profiles.x]\nallow_domains = ['evil.test']");

        assertThatThrownBy(() -> loader().load("")).hasMessageContaining("with --profile x: may reach \"evil.test\"");
    }

    @Test
    void trustIsForOneContent() {
        trusted("[default]\nallow_domains = ['good.test', 'old.test']");
        assertThat(standing()).isEqualTo(ProjectConfig.Standing.TRUSTED);

        project("[default]\nallow_domains = ['good.test', 'evil.test']");

        assertThat(standing()).isEqualTo(ProjectConfig.Standing.CHANGED);
        assertThat(loader().project().orElseThrow().narrowed()).containsExactly("- may reach \"old.test\"");
        assertThat(loader().project().orElseThrow().widened()).containsExactly("+ may reach \"evil.test\"");
        assertThatThrownBy(() -> loader().load("")).hasMessageContaining("is not trusted any more");
    }

    @Test
    void aChangeThatNobodySeesIsAChange() {
        trusted("[default]\nallow_domains = ['good.test']");
        project("[default]\nallow_domains = ['good.test']\n");

        assertThat(standing()).isEqualTo(ProjectConfig.Standing.CHANGED);
        assertThat(loader().project().orElseThrow().narrowed()).isEmpty();
        assertThat(loader().project().orElseThrow().widened()).isEmpty();
    }

    @Test
    void whatWasTrustedToNarrowMustStayAsItIs() {
        trusted("[default]\ndeny_domains = ['a.test', 'b.test']");

        project("[default]\ndeny_domains = ['a.test']");

        assertThat(standing()).isEqualTo(ProjectConfig.Standing.CHANGED);
        assertThat(loader().project().orElseThrow().widened()).containsExactly("- may not reach \"b.test\"");
        assertThatThrownBy(() -> loader().load(""))
                .hasMessageEndingWith("is not trusted any more, since it has changed");
    }

    @Test
    void whatWasTrustedToNarrowMustStayThere() throws IOException {
        trusted("[default]\nallow_domains = ['a.test']\n[network]\noffline = true");

        Files.delete(machine.project().resolve(".rustyolo.toml"));

        assertThat(standing()).isEqualTo(ProjectConfig.Standing.GONE);
        assertThatThrownBy(() -> loader().load("")).hasMessageContaining(".rustyolo.toml is gone");
        loader().approve(loader().project().orElseThrow());
        assertThat(loader().load("")).isEqualTo(Settings.none());
    }

    @Test
    void whatOnlyWidenedMayGo() throws IOException {
        trusted("[default]\nallow_domains = ['a.test']");

        Files.delete(machine.project().resolve(".rustyolo.toml"));

        assertThat(loader().project()).isEmpty();
        assertThat(loader().load("")).isEqualTo(Settings.none());
    }

    @Test
    void trustIsForTheDirectoryThatWasLookedAt() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(machine.home().resolve("link"), machine.project());
        project("[default]\nallow_domains = ['a.test']");
        ConfigLoader loader = new ConfigLoader(machine.hostIn(link));
        ProjectConfig shown = loader.project().orElseThrow();
        Path other = Files.createDirectory(machine.home().resolve("other"));
        Files.copy(machine.project().resolve(".rustyolo.toml"), other.resolve(".rustyolo.toml"));

        // When
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        loader.approve(shown);

        // Then
        assertThat(standing()).isEqualTo(ProjectConfig.Standing.TRUSTED);
        assertThatThrownBy(() -> new ConfigLoader(machine.hostIn(other)).load(""))
                .hasMessageContaining("not trusted");
    }

    @Test
    void trustIsForOneProject() throws IOException {
        // Given
        trusted("[default]\nallow_domains = ['good.test']");
        Path other = Files.createDirectory(machine.home().resolve("other"));
        Files.copy(machine.project().resolve(".rustyolo.toml"), other.resolve(".rustyolo.toml"));

        // Then
        assertThatThrownBy(() -> new ConfigLoader(machine.hostIn(other)).load(""))
                .hasMessageContaining("not trusted");
    }

    @Test
    void aLinkToTheProjectIsTheProject() throws IOException {
        trusted("[default]\nallow_domains = ['good.test']");
        Path link = Files.createSymbolicLink(machine.home().resolve("link"), machine.project());

        assertThat(new ConfigLoader(machine.hostIn(link)).load("").with(Setting.ALLOW_DOMAINS, List.of()))
                .containsExactly("good.test");
    }

    @Test
    void filesOfDirectoriesAboveAreNotLookedFor() throws IOException {
        write(machine.home().resolve(".rustyolo.toml"), "[default]\nallow_domains = ['evil.test']");
        write(machine.project().resolve(".env"), "TRUSTED_DOMAINS=evil.test");
        Path below = Files.createDirectory(machine.project().resolve("below"));

        assertThat(new ConfigLoader(machine.hostIn(below)).load("")).isEqualTo(Settings.none());
        assertThat(loader().load("")).isEqualTo(Settings.none());
    }

    @Test
    void aPlantedLinkIsRefusedAlsoWhereItWouldBeTrusted() throws IOException {
        trusted("[default]\nallow_domains = ['good.test']");
        Path file = machine.project().resolve(".rustyolo.toml");
        Path moved = Files.move(file, machine.project().resolve("moved.toml"));
        Files.createSymbolicLink(file, moved);

        assertThatThrownBy(() -> loader().load("")).hasMessageContaining("it is a symbolic link");
    }

    private ProjectConfig.Standing standing() {
        return loader().project().orElseThrow().standing();
    }
}

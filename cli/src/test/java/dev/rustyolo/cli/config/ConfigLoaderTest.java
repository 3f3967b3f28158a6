package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.agent.AgentDefinition;
import dev.rustyolo.cli.agent.Agents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the files of configuration, and the profiles in them, add up to. */
class ConfigLoaderTest extends ConfigFixture {
    @Test
    void withoutFilesThereIsNothing() {
        assertThat(loader().load("")).isEqualTo(Settings.none());
    }

    @Test
    void listsAddUpAndTheLaterSourceWins() {
        user("""
                [default]
                allow_domains = ["user.test"]
                image = "user:1"
                [resources]
                memory = "2g"
                [security]
                dns_servers = ["198.51.100.1"]
                [profiles.work]
                allow_domains = ["work.test"]
                [profiles.work.resources]
                memory = "3g"
                """);
        trusted("""
                [default]
                allow_domains = ["project.test"]
                image = "project:1"
                [resources]
                memory = "1g"
                cpus = 2
                [security]
                dns_servers = ["198.51.100.2"]
                [profiles.work]
                allow_domains = ["both.test"]
                """);

        Settings plain = loader().load("");
        Settings work = loader().load("work");

        assertThat(plain.with(Setting.ALLOW_DOMAINS, List.of("typed.test")))
                .containsExactly("user.test", "project.test", "typed.test");
        assertThat(work.with(Setting.ALLOW_DOMAINS, List.of()))
                .containsExactly("user.test", "project.test", "work.test", "both.test");
        assertThat(plain.either(Setting.IMAGE, "")).isEqualTo("project:1");
        assertThat(plain.either(Setting.IMAGE, "typed:1")).isEqualTo("typed:1");
        assertThat(plain.either(Setting.MEMORY, "")).isEqualTo("1g");
        assertThat(work.either(Setting.MEMORY, "")).isEqualTo("3g");
        assertThat(plain.either(Setting.CPUS, "")).isEqualTo("2");
        assertThat(plain.either(Setting.DNS_SERVERS, List.of())).containsExactly("198.51.100.2");
    }

    @Test
    void whereUpdatesComeFromIsOnlyTheUsersToSay() {
        user("[update]\napi_url = 'https://mirror.test'\ncheck = false");
        assertThat(loader().load("").either(Setting.UPDATE_API, "")).isEqualTo("https://mirror.test");
        assertThat(loader().own().either(Setting.UPDATE_CHECK, "")).isEqualTo("false");

        project("[update]\napi_url = 'https://evil.test'");
        assertThatThrownBy(() -> loader().load(""))
                .hasMessageContaining(".rustyolo.toml:2:")
                .hasMessageContaining("a project can't say where rustyolo is updated from");
        assertThatThrownBy(() -> loader().project()).hasMessageContaining("a project can't say");
        assertThat(loader().own().either(Setting.UPDATE_API, "")).isEqualTo("https://mirror.test");
    }

    @Test
    void noProfileSaysWhereUpdatesComeFrom() {
        user("[profiles.work.update]\napi_url = 'https://mirror.test'");

        assertThatThrownBy(() -> loader().load("work")).hasMessageContaining("there is no key \"update\"");
    }

    @Test
    void theLaterVolumeStandsInForAnEarlierOne() {
        user("[default]\nvolumes = ['/a:/x', '/b:/y:ro', '/c:/z']");
        trusted("[default]\nvolumes = ['/d:/y']");

        assertThat(loader().load("").volumes(List.of("/e:/z", "/f:/z")))
                .containsExactly("/a:/x", "/d:/y", "/e:/z", "/f:/z");
    }

    @Test
    void describesAgents() {
        user("""
                [agents.mine]
                command = ["mine", "--color"]
                api_domains = ["api.test"]
                skip_permissions = ["--yes"]
                system_prompt_flag = "--system"
                subcommands = ["login"]
                information_flags = ["--version"]
                env = ["A=b=c"]
                [agents.claude]
                api_domains = ["gateway.test"]
                [default]
                agent = "mine"
                """);

        Settings settings = loader().load("");

        AgentDefinition mine = settings.defaultAgent();
        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.command()).containsExactly("mine", "--color");
        assertThat(mine.environment()).isEqualTo(Map.of("A", "b=c"));
        assertThat(mine.systemPrompts())
                .singleElement()
                .satisfies(prompt -> assertThat(prompt.flag()).isEqualTo("--system"));
        AgentDefinition claude = settings.catalogue().find("claude").orElseThrow();
        assertThat(claude.apiDomains()).containsExactly("gateway.test");
        assertThat(claude.skipPermissionsFlags())
                .isEqualTo(Agents.find("claude").orElseThrow().skipPermissionsFlags());
    }

    @Test
    void theDefaultAgentMustExist() {
        user("[default]\nagent = 'cluade'");

        assertThatThrownBy(() -> loader().load(""))
                .hasMessageContaining("rustyolo.toml:2:1: there is no agent \"cluade\"")
                .hasFieldOrPropertyWithValue(
                        "remedy",
                        "did you mean claude? there are: claude, codex, gemini, opencode, aider, copilot, shell");
    }

    @Test
    void theProfileMustExist() {
        assertThatThrownBy(() -> loader().load("work")).hasMessage("there is no profile \"work\"");
        user("[profiles.work]\nimage = 'a'");
        assertThatThrownBy(() -> loader().load("wrok"))
                .hasFieldOrPropertyWithValue("remedy", "did you mean work? there are: work");
    }

    @Test
    void whatIsInEffectCanBeReadBack() {
        user("""
                [default]
                allow_domains = ["a.test"]
                env = ["TOKEN=hunter2", "NAME"]
                [network]
                offline = true
                [agents.mine]
                command = ["mine"]
                """);
        machine.with("TRUSTED_DOMAINS", "b.test c.test");

        Settings settings = loader().load("").withEnvironment(machine.host());
        String plain = EffectiveConfig.of(settings, false);
        String origins = EffectiveConfig.of(settings, true);

        assertThat(plain).contains("env = [\"TOKEN=***\", \"NAME\"]").doesNotContain("hunter2");
        assertThat(origins)
                .contains("\"a.test\", # " + machine.home().resolve(".config/rustyolo.toml") + ":2:18")
                .contains("\"b.test c.test\", # the variable TRUSTED_DOMAINS")
                .contains("memory = \"4g\" # built in");
        for (String text : List.of(plain, origins)) {
            Layer read = TomlReader.read(new ConfigText(Path.of("file"), text)).defaults();
            assertThat(read.entries(Setting.ALLOW_DOMAINS))
                    .extracting(Entry::text)
                    .containsExactly("a.test", "b.test c.test");
            assertThat(read.entries(Setting.OFFLINE)).extracting(Entry::text).containsExactly("true");
        }
    }
}

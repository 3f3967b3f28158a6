package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TomlReaderTest {
    private static final List<String> MISTAKES = List.of(
            "[defualt]\nagent = \"claude\"",
            "[default]\nallow_domain = [\"a.test\"]",
            "[default]\nmemory = \"1g\"",
            "[default]\nsomething_else = 1",
            "allow_domains = [\"a.test\"]",
            "default = 1",
            "[default]\nallow_domains = \"a.test\"",
            "[default]\nallow_domains = [\n  \"a.test\",\n  5,\n]",
            "[default]\nallow_domains = [[\"a.test\"]]",
            "[default]\nimage = [\"a\"]",
            "[default]\nimage = \"\"",
            "[default]\nimage = 2026-01-01",
            "[[default]]\nimage = \"a\"",
            "[default.image]\nname = \"a\"",
            "[default]\nimage = \"a\"\nimage = \"b\"",
            "[default]\nimage = \"a\"\n[default]\nagent = \"b\"",
            "[default]\nimage = \"--privileged\"",
            "[default]\nallow_domains = [\"good.test\", \"https://bad.test/\"]",
            "[default]\nallow_domains = [\"*\"]",
            "[default]\nallow_domains = [\"\\u202egnp.test\"]",
            "[default]\nenv = [\"1A=b\"]",
            "[default]\nenv = [\"A=b\\nC=d\"]",
            "[default]\nvolumes = [\"/a\"]",
            "[resources]\nmemory = 5",
            "[resources]\nmemory = true",
            "[resources]\ncpus = -1",
            "[resources]\ncpus = nan",
            "[resources]\npids_limit = 0",
            "[security]\naudit_log = \"loud\"",
            "[security]\ninject_message = \"a\\u0001\"",
            "[security]\ndns_servers = [\"dns.test\"]",
            "[network]\nname = \"host\"",
            "[network]\nallow_private = [\"10.0.0.0/33\"]",
            "[network]\noffline = \"yes\"",
            "[agents.mine]\ncomand = [\"mine\"]",
            "[agents.mine]\napi_domains = [\"a.test\"]",
            "[agents.mine]\ncommand = []",
            "[agents.mine]\ncommand = \"mine\"",
            "[agents.mine]\ncommand = [\"mine\"]\nenv = [\"TOKEN\"]",
            "[agents.\"My Agent\"]\ncommand = [\"mine\"]",
            "[agents.\"-x\"]\ncommand = [\"mine\"]",
            "agents = 1",
            "[profiles.work]\nallow_domain = [\"a.test\"]",
            "[profiles.work.resource]\nmemory = \"1g\"",
            "[profiles.\"\"]\nimage = \"a\"",
            "[profiles.work.profiles.work]\nimage = \"a\"",
            "[default\nimage = \"a\"",
            "[default]\nimage = a",
            "[default]\nimage = \"a",
            "[default]\nimage = \"\u0007\"",
            "\ufeff[default]\nimage = 1",
            "[default]\nimage = " + "[".repeat(20_000));

    @Test
    void saysWhatIsWrongAndWhere() {
        StringBuilder errors = new StringBuilder();
        for (String mistake : MISTAKES) {
            CliException error = catchThrowableOfType(CliException.class, () -> read(mistake));
            assertThat(error).as(mistake).isNotNull();
            assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE.code());
            assertThat(error.remedy()).isNotEmpty();
            String shown = mistake.length() > 100 ? mistake.substring(0, 40) + "..." : mistake;
            errors.append(TomlText.quote(shown).replace("\\u000a", "\n").replace("\\\"", "\""))
                    .append("\n    ")
                    .append(error.what())
                    .append("\n    ")
                    .append(error.remedy())
                    .append("\n\n");
        }
        Golden.assertMatches("config-errors.txt", errors.toString());
    }

    @Test
    void readsEveryKeyAsItStandsInTheReference() {
        StringBuilder text = new StringBuilder();
        for (Section section : Section.values()) {
            text.append('[').append(section.title()).append("]\n");
            for (Setting setting : Setting.in(section)) {
                text.append(setting.key())
                        .append(" = ")
                        .append(setting.example())
                        .append('\n');
            }
        }
        text.append("[agents.mine]\n");
        for (AgentKey key : AgentKey.values()) {
            text.append(key.key()).append(" = ").append(key.example()).append('\n');
        }

        ConfigFile file = read(text.toString());

        assertThat(file.defaults().values().keySet()).containsExactly(Setting.values());
        assertThat(file.agents().get("mine"))
                .satisfies(agent -> assertThat(agent.values().keySet()).containsExactly(AgentKey.values()));
    }

    @Test
    void knowsWhereEachValueStands() {
        ConfigFile file = read("[default]\nallow_domains = [ \"a.test\",\n   \"b.test\" ]\nimage=\"x\"\n");

        assertThat(file.defaults().entries(Setting.ALLOW_DOMAINS))
                .containsExactly(new Entry("a.test", new Position(2, 19)), new Entry("b.test", new Position(3, 4)));
        assertThat(file.defaults().entries(Setting.IMAGE)).containsExactly(new Entry("x", new Position(4, 1)));
    }

    @Test
    void commentsAndWideCharactersInAListDoNotMoveItsValues() {
        ConfigFile file = read("[default]\nenv = [ # one\n\n  # two\n  'A=\ud83d\ude00', 'B=1'\r\n  ,'C=2'\n,\n]\n");

        assertThat(file.defaults().entries(Setting.ENV))
                .extracting(Entry::position)
                .containsExactly(new Position(5, 3), new Position(5, 10), new Position(6, 4));
    }

    @Test
    void aProfileHasTheKeysOfTheDefaultsAndTheOtherTables() {
        ConfigFile file = read("""
                [profiles.work]
                agent = "shell"
                [profiles.work.resources]
                cpus = 1.5
                [profiles.work.network]
                offline = true
                """);

        assertThat(file.defaults().values()).isEmpty();
        assertThat(file.profile("work").values().keySet())
                .containsExactly(Setting.AGENT, Setting.CPUS, Setting.OFFLINE);
        assertThat(file.profile("other").values()).isEmpty();
    }

    @Test
    void anEmptyFileSaysNothing() {
        for (String text : List.of("", "\n", "# nothing\n", "[default]\n", "[default]\nallow_domains = []\n")) {
            ConfigFile file = read(text);
            assertThat(file.defaults().values()).as(text).isEmpty();
        }
    }

    private static ConfigFile read(String text) {
        return TomlReader.read(new ConfigText(Path.of("/home/user/project/.rustyolo.toml"), text));
    }
}

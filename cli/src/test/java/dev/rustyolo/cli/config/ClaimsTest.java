package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[default]\ndeny_domains = ['a.test']",
                "[resources]\nmemory = '4g'",
                "[resources]\nmemory = '1g'",
                "[resources]\npids_limit = 1024",
                "[resources]\ncpus = 4096",
                "[resources]\ncpus = 'unlimited'",
                "[resources]\ntmp_size = '1g'",
                "[resources]\nshm_size = '64m'",
                "[security]\naudit_log = 'basic'",
                "[security]\naudit_log = 'verbose'",
                "[network]\noffline = true",
                "[network]\noffline = false",
                "[default]\nshare_state = false",
                "[default]\nhost_config = false",
                "[profiles.ci]\ndeny_domains = ['a.test']",
                "[profiles.ci.resources]\nmemory = '1g'",
                "[profiles.ci.network]\noffline = true"
            })
    void narrowing(String project) {
        assertThat(widening(project, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[resources]\nmemory = '4097m'",
                "[resources]\nmemory = 4294967297",
                "[resources]\npids_limit = 1025",
                "[resources]\nmemory = 'unlimited'",
                "[resources]\npids_limit = 'unlimited'",
                "[resources]\ntmp_size = '2g'",
                "[resources]\nshm_size = '65m'",
                "[security]\naudit_log = 'none'",
                "[security]\nseccomp_profile = 'none'",
                "[agents.mine]\ncommand = ['mine']",
                "[agents.claude]\napi_domains = ['evil.test']",
                "[agents.claude]\nskip_permissions = []",
                "[agents.claude]\ncredentials = ['claude/settings.json']",
                "[agents.claude]\nhistory = ['claude/hooks']",
                "[profiles.ci]\nshare_state = true",
                "[profiles.ci]\nallow_domains = ['a.test']",
                "[profiles.ci.resources]\nmemory = '5g'",
            })
    void widening(String project) {
        assertThat(widening(project, "")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DENY_DOMAINS", "MEMORY", "CPUS", "PIDS_LIMIT", "TMP_SIZE", "SHM_SIZE", "AUDIT_LOG", "OFFLINE"})
    void allElseWidens(Setting setting) {
        String text = "[" + setting.section().title() + "]\n" + setting.key() + " = " + setting.example();

        assertThat(widening(text, "")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "[resources]|memory = '2g', [resources]|memory = '2g', 0",
        "[resources]|memory = '3g', [resources]|memory = '2g', 1",
        "[resources]|memory = '8g', [resources]|memory = '16g', 0",
        "[resources]|cpus = 2, [resources]|cpus = 1.99, 1",
        "[resources]|cpus = 2, [resources]|cpus = '2.0', 0",
        "[resources]|cpus = 'unlimited', [resources]|cpus = 2, 1",
        "[resources]|memory = '64g', [resources]|memory = 'unlimited', 0",
        "[security]|audit_log = 'basic', [security]|audit_log = 'verbose', 1",
        "[security]|audit_log = 'none', [security]|audit_log = 'none', 0",
        "[resources]|pids_limit = 2000, [resources]|pids_limit = 2048, 0",
        "[network]|offline = false, [network]|offline = true, 1",
        "[network]|offline = true, [network]|offline = true, 0",
        "[default]|share_state = true, [default]|share_state = true, 0",
        "[default]|share_state = true, [default]|share_state = false, 1",
        "[default]|host_config = true, [default]|host_config = true, 0",
        "[profiles.x.resources]|memory = '3g', [profiles.x.resources]|memory = '2g', 1",
        "[profiles.x.resources]|memory = '3g', [profiles.y.resources]|memory = '2g', 0",
        "[profiles.x.resources]|memory = '3g', [resources]|memory = '2g', 1",
    })
    void boundsAreMeasuredAgainstTheUsersOwn(String project, String user, int widening) {
        assertThat(widening(project.replace('|', '\n'), user.replace('|', '\n')))
                .hasSize(widening);
    }

    @Test
    void aListInOneStringIsShownWordByWord() {
        assertThat(claims("[default]\nallow_domains = ['good.test" + " ".repeat(500) + "evil.test']", ""))
                .extracting(Claim::words)
                .containsExactly("may reach \"good.test\"", "may reach \"evil.test\"");
    }

    @Test
    void saysAllOfAValueAndNothingToTheTerminal() {
        String long300 = "x".repeat(300);
        List<Claim> claims = claims(
                "[default]\nenv = ['A=\u202e\ud83d\ude00\u00e4\"', 'B=" + long300
                        + "', 'HOME']\nvolumes = ['/a:/b', '/c:/d:ro']",
                "");

        assertThat(claims)
                .extracting(Claim::words)
                .containsExactly(
                        "sees files of yours, AND CAN CHANGE THEM: \"/a:/b\"",
                        "sees files of yours, and can't change them: \"/c:/d:ro\"",
                        "gets the variable \"A=\\u202e\\U0001f600\\u00e4\\\"\"",
                        "gets the variable \"B=" + long300 + "\"",
                        "gets the value of your variable \"HOME\"");
    }

    private static List<Claim> widening(String project, String user) {
        return claims(project, user).stream().filter(Claim::widens).toList();
    }

    private static List<Claim> claims(String project, String user) {
        return Claims.of(read(project), user.isEmpty() ? List.of() : List.of(read(user)));
    }

    private static ConfigFile read(String text) {
        return TomlReader.read(new ConfigText(Path.of("file"), text));
    }
}

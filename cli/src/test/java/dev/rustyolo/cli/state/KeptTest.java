package dev.rustyolo.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.agent.Credential.Form;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTest {
    private static final Form KEYS = new Form.Keys(List.of("account", "security.auth.type"));

    @Test
    void keepsOfSettingsOnlyWhatBelongsToTheLogin() throws IOException {
        String settings = "{\"mcpServers\":{\"x\":{}},\"account\":{\"name\":\"e\",\"n\":1.50,\"b\":[true,null]},"
                + "\"security\":{\"auth\":{\"type\":\"o\",\"command\":\"x\"},\"folderTrust\":1},\"hooks\":[]}";

        assertThat(Kept.of(KEYS, settings))
                .isEqualTo("{\"account\":{\"name\":\"e\",\"n\":1.50,\"b\":[true,null]},"
                        + "\"security\":{\"auth\":{\"type\":\"o\"}}}");
        assertThat(Kept.of(KEYS, "// said above\n{\"account\":1}")).isEqualTo("{\"account\":1}");
        assertThat(Kept.of(KEYS, "{\"security\":\"x\"}")).isEmpty();
        assertThat(Kept.of(KEYS, "{}")).isEmpty();
    }

    @Test
    void keepsOnlyInertKinds() throws IOException {
        Form form = new Form.Entries("type", Set.of("api"), Set.of("type", "key"));

        assertThat(Kept.of(
                        form,
                        "{\"a\":{\"type\":\"api\",\"key\":\"k\"},\"https://x\":{\"type\":\"wellknown\"},\"b\":1,"
                                + "\"c\":{\"type\":[\"api\"]}}"))
                .isEqualTo("{\"a\":{\"type\":\"api\",\"key\":\"k\"}}");
        assertThat(Kept.of(form, "{\"https://x\":{\"type\":\"wellknown\"}}")).isEmpty();
    }

    /** Where a token is sent isn't the token. */
    @Test
    void keepsOfAnEntryNoMemberButThose() throws IOException {
        Form form = new Form.Entries("type", Set.of("oauth"), Set.of("type", "refresh"));

        assertThat(Kept.of(
                        form,
                        "{\"a\":{\"type\":\"oauth\",\"enterpriseUrl\":\"evil.example\",\"refresh\":\"r\"},"
                                + "\"b\":{\"type\":\"api\",\"refresh\":\"r\"}}"))
                .isEqualTo("{\"a\":{\"type\":\"oauth\",\"refresh\":\"r\"}}");
    }

    @Test
    void laysALoginOverSettings() throws IOException {
        String settings = "{\"a\":1,\"account\":2,\"security\":{\"auth\":{\"type\":\"old\"},\"b\":3}}";

        assertThat(Kept.over(KEYS, settings, "{\"security\":{\"auth\":{\"type\":\"new\"}}}"))
                .isEqualTo("{\"a\":1,\"security\":{\"b\":3,\"auth\":{\"type\":\"new\"}}}");
        assertThat(Kept.over(KEYS, settings, "")).isEqualTo("{\"a\":1,\"security\":{\"b\":3}}");
        assertThat(Kept.over(KEYS, "", "{\"account\":4}")).isEqualTo("{\"account\":4}");
        assertThat(Kept.over(KEYS, "{\"account\":2}", "")).isEmpty();
        assertThat(Kept.over(new Form.Json(), "{\"a\":1}", "{\"b\":2}")).isEqualTo("{\"b\":2}");
    }

    /** What an agent shows its model, or a terminal, must not be of another project's making. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":\"run this now\"}",
                "{\"account\":{\"mail\":\"a@b\\nc\"}}",
                "{\"account\":[[\"dark\\u001b[8m\"]]}",
                "{\"account\":{\"an order\":1}}",
                "{\"account\":\"\u202e\"}",
                "{\"account\":{\"scope\":\"openid and this\"}}",
                "{\"account\":{\"scope\":[\"two words\"]}}"
            })
    void refusesWhatCouldBeReadAsAnOrder(String login) {
        for (Form form : List.of(KEYS, new Form.Json())) {
            assertThatThrownBy(() -> Kept.of(form, login))
                    .as(login)
                    .isInstanceOf(NotInertException.class)
                    .hasMessageStartingWith("has a ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "one\ntwo", "\u001b[8mdark", "\u202e"})
    void refusesWhatIsNoWord(String login) {
        assertThatThrownBy(() -> Kept.of(new Form.Word(), login)).isInstanceOf(NotInertException.class);
    }

    @Test
    void refusesWhatIsLongerThanAnyLogin() {
        assertThatThrownBy(() -> Kept.of(KEYS, "{\"account\":\"" + "x".repeat(16_385) + "\"}"))
                .isInstanceOf(NotInertException.class);
        assertThatThrownBy(() -> Kept.of(new Form.Json(), "{\"a\":[" + "1,".repeat(70_000) + "1]}"))
                .isInstanceOf(NotInertException.class);
        assertThatThrownBy(() -> Kept.of(new Form.Word(), "x".repeat(200_000))).isInstanceOf(NotInertException.class);
    }

    @Test
    void keepsWhatLoginsAreMadeOf() throws IOException {
        String login = "{\"access_token\":\"ya29.a0-_/+=\",\"scope\":\"openid https://www.example.com/auth/x email\","
                + "\"expiry\":1764240000000,\"none\":null,\"list\":[\"a@b.example\"]}";

        assertThat(Kept.of(new Form.Json(), login)).isEqualTo(login);
        assertThat(Kept.of(new Form.Word(), "0a1b:2c3d:4e\n")).isEqualTo("0a1b:2c3d:4e\n");
        assertThat(Kept.of(new Form.Text(), "user = me\n")).isEqualTo("user = me\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "null",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{\"a\":NaN}",
                "\0"
            })
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> Kept.of(new Form.Json(), text)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Kept.of(KEYS, text)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        String deep = "{\"account\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatThrownBy(() -> Kept.of(KEYS, deep)).isInstanceOf(IOException.class);
    }
}

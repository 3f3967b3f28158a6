package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentPinsTest {
    private static final String ANSWER = "== codex/package-lock.json\n{\n  \"a\": 1\n}\n\n== codex/version\n1.2.3\n\n";

    @TempDir
    Path state;

    @Test
    void keepsASetUnderTheNameOfItsContentAndPutsItIntoAContext() throws IOException {
        NavigableMap<String, String> files = AgentPins.parse(ANSWER, List.of("codex"));
        AgentPins pins = AgentPins.in(state);

        String name = pins.keep(files);

        assertThat(name).matches("[0-9a-f]{16}").isEqualTo(pins.keep(files));
        assertThat(pins.versions(name)).hasToString("{codex=1.2.3}");
        Path context = Files.createDirectories(state.resolve("context/codex"));
        Files.writeString(context.resolve("package-lock.json"), "ours");
        pins.putInto(state.resolve("context"), name);
        assertThat(context.resolve("package-lock.json")).hasContent("{\n  \"a\": 1\n}");
    }

    @Test
    void onlyTheSetInUseStays() throws IOException {
        AgentPins pins = AgentPins.in(state);
        String one = pins.keep(AgentPins.parse(ANSWER, List.of("codex")));
        String two = pins.keep(AgentPins.parse(ANSWER.replace("1.2.3", "1.2.4"), List.of("codex")));

        pins.tidy(two);

        assertThat(pins.has(one)).isFalse();
        assertThat(pins.has(two)).isTrue();
        assertThat(pins.versions(one)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "== codex/package-lock.json\n{}\n",
                "== codex/version\n\n",
                "== codex/version\n1.2.3; id\n",
                "== codex/version\n1.2.3\n== ../x\nx\n",
                "== codex/version\n1.2.3\n== claude/version\n1\n",
                "== codex/version\n1.2.3\n== codex/../../x\nx\n",
            })
    void whatWasNotAskedForIsRefused(String answer) {
        assertThatThrownBy(() -> AgentPins.parse(answer, List.of("codex"))).isInstanceOf(IOException.class);
    }
}

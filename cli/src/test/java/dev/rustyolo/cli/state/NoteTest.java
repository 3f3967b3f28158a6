package dev.rustyolo.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.agent.Credential.Form;
import dev.rustyolo.cli.host.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final Path ROOT = Path.of("/logins");

    @Test
    void isReadAsItWasWritten() throws IOException {
        Note note = new Note(
                List.of(new Account(1000, 1001)),
                List.of(
                        entry("a", new Form.Text()),
                        entry("b", new Form.Word()),
                        entry("c", new Form.Json()),
                        entry("d", new Form.Keys(List.of("x.y", "z"))),
                        entry("e", new Form.Entries("type", Set.of("api", "oauth"), Set.of("type", "key"))),
                        entry("f", new Form.Entries("type", Set.of("api"), Set.of()))));

        assertThat(Note.parse(note.text())).isEqualTo(note);
        assertThat(Note.parse(new Note(List.of(), List.of()).text())).isEqualTo(new Note(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"owner\":[],\"files\":[1]}", "{\"owner\":[],\"files\":[{\"form\":\"kinds\"}]}"})
    void saysWhenItIsDamaged(String text) {
        assertThatThrownBy(() -> Note.parse(text)).isInstanceOf(IOException.class);
    }

    @Test
    void entriesWithoutKindsAreDamaged() throws IOException {
        String whole =
                new Note(List.of(), List.of(entry("e", new Form.Entries("type", Set.of("api"), Set.of())))).text();
        String damaged = whole.replace("\"type\",\"api\"", "\"type\"");

        assertThat(damaged).isNotEqualTo(whole);
        assertThatThrownBy(() -> Note.parse(damaged)).isInstanceOf(IOException.class);
    }

    /** It was of an older version, which kept all members: better nothing comes back than half of it. */
    @Test
    void whatAnOlderVersionCalledEntriesIsNotTakenForKinds() throws IOException {
        Note note = new Note(List.of(), List.of(entry("e", new Form.Entries("type", Set.of("api"), Set.of("oauth")))));
        String old = note.text().replace("\"kinds\"", "\"entries\"");

        assertThat(old).isNotEqualTo(note.text());
        assertThatThrownBy(() -> Note.parse(old)).isInstanceOf(IOException.class);
    }

    private static Note.Entry entry(String file, Form form) {
        return new Note.Entry(new KeptFile(ROOT, file, form, true), "before");
    }
}

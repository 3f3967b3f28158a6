package dev.rustyolo.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.agent.Credential.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenBackTest {
    private static final String TOKEN = "mine/auth.json";
    private static final String SETTINGS = "mine/settings.json";

    @TempDir
    Path root;

    private Path logins;
    private Path history;

    @BeforeEach
    void makeDirectories() throws IOException {
        logins = Files.createDirectory(root.resolve("logins"));
        history = root.resolve("history");
    }

    @Test
    void bringsInWhatIsKeptAndSeedsTheRest() throws IOException {
        keep(TOKEN, "{\"t\": 1}");
        keep(SETTINGS, "{\"account\":\"me\",\"hooks\":\"evil\"}");

        Path state = begin("one");

        assertThat(state.resolve(TOKEN)).hasContent("{\"t\":1}");
        assertThat(state.resolve(SETTINGS)).hasContent("{\"seeded\":true,\"account\":\"me\"}");
        assertThat(state.resolve("mine/must/be")).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(state.resolve(TOKEN))).hasSize(2);
    }

    @Test
    void writesNothingThatTheSessionDidNotChange() throws IOException {
        keep(TOKEN, "{ \"t\": 1 }");
        begin("one");

        TakenBack takenBack = TakenBack.from(root.resolve("one"));

        assertThat(takenBack).isEqualTo(new TakenBack(List.of(), List.of(), true));
        assertThat(logins.resolve(TOKEN)).hasContent("{ \"t\": 1 }");
        assertThat(logins.resolve(SETTINGS)).doesNotExist();
    }

    @Test
    void theLastThatChangedItWins() throws IOException {
        keep(TOKEN, "{\"t\":1}");
        Path first = begin("one");
        Path second = begin("two");
        Path third = begin("three");
        Files.writeString(first.resolve(TOKEN), "{\"t\":2}");
        Files.writeString(second.resolve(TOKEN), "{\"t\":3}");

        TakenBack.from(root.resolve("two"));
        TakenBack.from(root.resolve("one"));
        TakenBack.from(root.resolve("three"));

        assertThat(third.resolve(TOKEN)).hasContent("{\"t\":1}");
        assertThat(logins.resolve(TOKEN)).hasContent("{\"t\":2}");
    }

    @Test
    void bringsBackOnce() throws IOException {
        Path state = begin("one");
        Files.writeString(state.resolve(TOKEN), "{\"t\":2}");
        assertThat(TakenBack.from(root.resolve("one")).notes()).hasSize(1);
        keep(TOKEN, "{\"t\":3}");

        assertThat(TakenBack.from(root.resolve("one")).notes()).isEmpty();
        assertThat(logins.resolve(TOKEN)).hasContent("{\"t\":3}");
    }

    @Test
    void ofSettingsOnlyTheLoginsMembersChange() throws IOException {
        keep(SETTINGS, "{\"theirs\":1,\"account\":\"me\"}");
        Path state = begin("one");
        Files.writeString(state.resolve(SETTINGS), "{\"account\":\"you\",\"hooks\":\"evil\"}");

        TakenBack.from(root.resolve("one"));

        assertThat(logins.resolve(SETTINGS)).hasContent("{\"theirs\":1,\"account\":\"you\"}");
    }

    @Test
    void aLogoutIsOneForAllAndIsSaid() throws IOException {
        keep(TOKEN, "{\"t\":1}");
        Path state = begin("one");
        Files.delete(state.resolve(TOKEN));

        assertThat(TakenBack.from(root.resolve("one")).notes())
                .singleElement()
                .asString()
                .contains("removed its login");
        assertThat(logins.resolve(TOKEN)).doesNotExist();
    }

    @Test
    void historyGoesToTheProjectWithoutAWord() throws IOException {
        Path state = begin("one");
        Files.writeString(state.resolve("mine/talk"), "hello\n");

        assertThat(TakenBack.from(root.resolve("one")).notes()).isEmpty();
        assertThat(history.resolve("mine/talk")).hasContent("hello\n");
        assertThat(begin("two").resolve("mine/talk")).hasContent("hello\n");
    }

    @Test
    void aSessionWhoseStateIsGoneLogsNobodyOut() throws IOException {
        keep(TOKEN, "{\"t\":1}");
        Path state = begin("one");
        Files.move(state, root.resolve("elsewhere"));

        assertThat(TakenBack.from(root.resolve("one")).complete()).isTrue();
        assertThat(logins.resolve(TOKEN)).exists();
    }

    @Test
    void whatCannotBeWrittenIsTriedAgain() throws IOException {
        Path state = begin("one");
        Files.writeString(state.resolve(TOKEN), "{\"t\":2}");
        Files.createFile(logins.resolve("mine"));

        TakenBack failed = TakenBack.from(root.resolve("one"));
        Files.delete(logins.resolve("mine"));
        TakenBack after = TakenBack.from(root.resolve("one"));

        assertThat(failed.complete()).isFalse();
        assertThat(failed.warnings()).isNotEmpty();
        assertThat(after.complete()).isTrue();
        assertThat(logins.resolve(TOKEN)).hasContent("{\"t\":2}");
    }

    @Test
    void aDamagedLoginIsSaidAndNotUsed() throws IOException {
        keep(TOKEN, "{\"t\":");
        Files.createDirectory(root.resolve("one"));

        assertThat(state().begin(root.resolve("one")))
                .singleElement()
                .asString()
                .contains("isn't valid JSON");
        assertThat(root.resolve("one/state").resolve(TOKEN)).doesNotExist();
    }

    private void keep(String file, String content) throws IOException {
        Path path = logins.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private Path begin(String session) throws IOException {
        Path directory = Files.createDirectory(root.resolve(session));
        assertThat(state().begin(directory)).isEmpty();
        return directory.resolve(SessionState.DIRECTORY);
    }

    private SessionState state() {
        return new SessionState(
                List.of(
                        new KeptFile(logins, TOKEN, new Form.Json(), true),
                        new KeptFile(logins, SETTINGS, new Form.Keys(List.of("account")), true),
                        new KeptFile(history, "mine/talk", new Form.Text(), false)),
                Map.of(SETTINGS, "{\"seeded\":true}"),
                List.of(Path.of("mine/must/be")),
                List.of(),
                List.of());
    }
}

package dev.rustyolo.cli.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {
    private static final Path PROJECT = Path.of("/home/user/project");
    private static final String CONTENT = "# one\n\n[default]\nallow_domains = [\"ä.test\"]";

    @TempDir
    Path temporary;

    private Path directory;
    private TrustStore store;

    @BeforeEach
    void makeStore() {
        directory = temporary.resolve("state/trust");
        store = new TrustStore(directory);
    }

    @Test
    void keepsWhatWasApproved() {
        store.approve(PROJECT, CONTENT);

        assertThat(store.find(PROJECT)).contains(new TrustedContent(TrustStore.hash(CONTENT), CONTENT));
    }

    @Test
    void keepsNothingForAnotherProject() {
        store.approve(PROJECT, CONTENT);

        assertThat(store.find(Path.of("/home/user/project2"))).isEmpty();
        assertThat(store.find(PROJECT.resolve("below"))).isEmpty();
        assertThat(store.find(Path.of("/home/user"))).isEmpty();
    }

    @Test
    void theNewContentStandsInForTheOld() {
        store.approve(PROJECT, CONTENT);
        store.approve(PROJECT, "new");

        assertThat(store.find(PROJECT)).contains(new TrustedContent(TrustStore.hash("new"), "new"));
        assertThat(files()).hasSize(1);
    }

    @Test
    void forgetsWhatIsRevoked() {
        store.approve(PROJECT, CONTENT);

        assertThat(store.revoke(PROJECT)).isTrue();
        assertThat(store.revoke(PROJECT)).isFalse();
        assertThat(store.find(PROJECT)).isEmpty();
    }

    @Test
    void onlyTheOwnerMayLook() throws IOException {
        store.approve(PROJECT, CONTENT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedRecordApprovesNothing() throws IOException {
        // Given
        store.approve(PROJECT, CONTENT);
        Path record = files().getFirst();
        String good = Files.readString(record);

        for (String damaged : List.of(
                "", good.replace("one", "two"), good.substring(0, good.length() - 1), good + "\n", "x" + good)) {
            // When
            Files.writeString(record, damaged);

            // Then
            assertThat(store.find(PROJECT)).as(damaged).isEmpty();
        }
    }

    @Test
    void followsNoLinkInPlaceOfARecord() throws IOException {
        // Given
        store.approve(PROJECT, CONTENT);
        Path record = files().getFirst();
        Path elsewhere = Files.move(record, temporary.resolve("elsewhere"));
        Files.createSymbolicLink(record, elsewhere);

        // Then
        assertThatThrownBy(() -> store.find(PROJECT)).isInstanceOf(CliException.class);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

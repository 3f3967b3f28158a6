package dev.rustyolo.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
    private static final Path INDEX = Path.of("THREATS-INDEX.md");

    @Test
    void everyAttackHasAnIdOfItsOwn() {
        assertThat(Catalogue.all())
                .hasSizeGreaterThan(90)
                .extracting(Attack::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAttackIsInTheIndexUnderItsThreat() throws IOException {
        List<String> rows = Files.readAllLines(INDEX);

        assertThat(Catalogue.all())
                .allSatisfy(attack -> assertThat(rows)
                        .as(attack.id())
                        .anyMatch(row ->
                                row.startsWith("| " + attack.threat() + " ") && row.contains("`" + attack.id() + "`")));
    }

    @Test
    void theIndexNamesNoAttackThatIsGone() throws IOException {
        List<String> ids = Catalogue.all().stream().map(Attack::id).toList();
        List<String> named = Files.readAllLines(INDEX).stream()
                .filter(row -> row.startsWith("| T"))
                .flatMap(row -> List.of(row.split("`")).stream())
                .filter(word -> word.matches("[a-z0-9-]+"))
                .toList();

        assertThat(ids).containsAll(named);
    }

    @Test
    void everyAttackCarriesItsSecret() {
        assertThat(Catalogue.all()).allSatisfy(attack -> {
            assertThat(attack.command()).containsPattern("\\{nonce|\\{NONCE");
            assertThat(attack.control()).containsPattern("\\{nonce|\\{NONCE");
        });
    }
}

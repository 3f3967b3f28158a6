package dev.rustyolo.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.e2e.page.TestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code THREATS-INDEX.md} to the attacks, to the tests, and to the numbers of the catalogue. */
final class CatalogueTest {
    private static final Path INDEX = Path.of("THREATS-INDEX.md");
    private static final int THREATS = 182;

    @Test
    void everyAttackHasAnIdOfItsOwn() {
        assertThat(Catalogue.all())
                .hasSizeGreaterThan(250)
                .extracting(Attack::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyThreatHasOneRow() throws IOException {
        List<String> numbers = rows().map(row -> row.get(0)).toList();

        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, THREATS)
                        .mapToObj("T%02d"::formatted)
                        .toList());
    }

    @Test
    void everyRowSaysWhatCoversItOrWhyNothingDoes() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row).as(row.toString()).hasSize(3).doesNotContain("");
            assertThat(row.get(2))
                    .as(row.get(0))
                    .containsPattern("`[a-z]|Test\\b|does not apply|accepted|every attack");
        });
    }

    @Test
    void everyAttackIsInTheIndexUnderItsThreat() throws IOException {
        Map<String, String> cells = new HashMap<>();
        rows().forEach(row -> cells.put(row.get(0), row.get(2)));

        assertThat(Catalogue.all())
                .allSatisfy(attack ->
                        assertThat(cells.get(attack.threat())).as(attack.id()).contains("`" + attack.id() + "`"));
    }

    @Test
    void theIndexNamesNoAttackThatIsGone() throws IOException {
        List<String> ids = Catalogue.onEveryEngine().stream().map(Attack::id).toList();
        List<String> named = rows().flatMap(row -> Pattern.compile("`([a-z0-9]+(?:-[a-z0-9]+)*)`")
                        .matcher(row.get(2))
                        .results()
                        .map(found -> found.group(1)))
                .toList();

        assertThat(named).hasSizeGreaterThan(250);
        assertThat(ids).containsAll(named);
    }

    @Test
    void everyTestThatTheIndexNamesIsThere() throws IOException {
        List<MatchResult> named =
                rows().flatMap(row -> TestSources.namedIn(row.get(2)).stream()).toList();

        assertThat(named).hasSizeGreaterThan(100);
        TestSources.requireAll(named);
    }

    @Test
    void everyAttackCarriesItsSecret() {
        assertThat(Catalogue.all()).allSatisfy(attack -> {
            assertThat(attack.command()).containsPattern("\\{nonce|\\{NONCE");
            assertThat(attack.control()).containsPattern("\\{nonce|\\{NONCE");
        });
    }

    /** Returns the cells of each row. */
    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(INDEX).stream()
                .filter(line -> line.startsWith("| T"))
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
    }
}

package dev.rustyolo.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README and the pages in {@code docs} to the sources; {@code DocsTest} holds them to the program. */
final class PagesTest {
    private static final Set<String> RUN = Set.of("sh", "console", "toml");
    /** A drawing, and what an engine builds. */
    private static final Set<String> NOT_RUN = Set.of("", "dockerfile");

    private static final Pattern COMMAND = Pattern.compile("(?:\\$ )?(?:\\./)?rustyolo\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#([^)]*))?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern THREAT = Pattern.compile("\\bT\\d{2,3}\\b");
    /** Two literals of a source that make one text. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final String GAP = "…";

    @Test
    void noBlockIsLeftOut() {
        List<Block> blocks =
                Page.all().stream().flatMap(page -> page.blocks().stream()).toList();

        assertThat(blocks).hasSizeGreaterThan(40).allSatisfy(block -> {
            assertThat(Stream.concat(RUN.stream(), NOT_RUN.stream())).contains(block.language());
            if (NOT_RUN.contains(block.language())) {
                assertThat(block.lines())
                        .as("%s is run by nobody", block)
                        .noneMatch(line -> COMMAND.matcher(line).lookingAt());
            }
        });
    }

    @Test
    void linksLeadToFilesAndTheirHeadings() {
        assertThat(Page.all()).allSatisfy(page -> {
            String text = String.join("\n", page.lines());
            assertThat(LINK.matcher(text)
                            .results()
                            .filter(link -> !link.group(1).contains("://")))
                    .allSatisfy(link -> {
                        Path target = page.file().resolveSibling(link.group(1));
                        assertThat(target).exists();
                        if (link.group(2) != null) {
                            assertThat(content(target).lines().map(PagesTest::anchor))
                                    .as(link.group())
                                    .contains(link.group(2));
                        }
                    });
        });
    }

    @Test
    void theIndexNamesEveryPageAndTheReadmesFirstScreenTheIndex() {
        String index = String.join("\n", Page.named("README.md").lines());

        assertThat(Page.all().stream()
                        .filter(page -> page.file().startsWith(Page.DOCS))
                        .map(page -> page.file().getFileName().toString())
                        .filter(name -> !name.equals("README.md")))
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
        assertThat(String.join("\n", Page.all().getFirst().lines().subList(0, 25)))
                .contains("](docs/README.md)");
    }

    @Test
    void eachAttackOfTheSecurityModelIsProvedByTestsThatAreThere() {
        List<List<String>> rows = Page.named("security-model.md").rows("attack");
        List<String> index = content(Path.of("THREATS-INDEX.md")).lines().toList();

        assertThat(rows).hasSizeGreaterThan(25).allSatisfy(row -> {
            List<MatchResult> tests = TestSources.namedIn(row.get(3));
            TestSources.requireAll(tests);
            List<String> proofs = Stream.concat(
                            codes(row.get(3)), tests.stream().map(MatchResult::group))
                    .toList();
            String covered = THREAT.matcher(row.get(2))
                    .results()
                    .map(threat -> "| " + threat.group() + " |")
                    .map(start -> index.stream()
                            .filter(line -> line.startsWith(start))
                            .findFirst()
                            .orElseThrow())
                    .collect(Collectors.joining());
            assertThat(proofs).as(row.toString()).isNotEmpty();
            assertThat(covered).contains(proofs);
        });
    }

    @Test
    void theMessagesOfTroubleshootingAreTheProgramsOwn() {
        String texts = literals();
        List<String> messages = Page.named("troubleshooting.md").rows("message").stream()
                .flatMap(row -> codes(row.getFirst()))
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(30)
                .allSatisfy(message -> assertThat(message.split(GAP, -1))
                        .allSatisfy(part -> assertThat(texts.contains(part.strip()))
                                .as("the program says \"%s\"", part)
                                .isTrue()));
    }

    /** The manual page is held to the program by its own test. */
    @Test
    void theExitCodesAreThoseOfTheManualPage() {
        List<String> manual = content(Page.ROOT.resolve("dist/man/rustyolo.1"))
                .lines()
                .dropWhile(line -> !line.equals(".SH EXIT STATUS"))
                .takeWhile(line -> !line.equals(".SH FILES"))
                .filter(line -> line.matches("\\.B [1-9]\\d*"))
                .map(line -> line.substring(".B ".length()))
                .toList();
        List<String> page = Page.named("troubleshooting.md").rows("code").stream()
                .flatMap(row -> Stream.of(row.getFirst().split(", ", -1)))
                .filter(code -> code.matches("\\d+"))
                .toList();

        assertThat(manual).hasSizeGreaterThan(8);
        assertThat(page).containsExactlyElementsOf(manual);
    }

    /** Returns what GitHub calls a heading in links. */
    private static String anchor(String line) {
        return line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1));
    }

    /** Returns the sources of the program, with each text in one piece. */
    private static String literals() {
        return Stream.of("cli", "gateway", "policy")
                .map(module -> Page.ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(PagesTest::files)
                .map(PagesTest::content)
                .map(source -> JOINT.matcher(source).replaceAll("").replace("\\\"", "\""))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + directory, e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

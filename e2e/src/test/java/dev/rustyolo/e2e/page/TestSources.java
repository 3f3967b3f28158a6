package dev.rustyolo.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of all tests, by which pages that name tests are held to them. */
public final class TestSources {
    private static final Pattern TEST = Pattern.compile("\\b([A-Z]\\w*Test)\\b(?:#(\\w+))?");

    private TestSources() {}

    /** Returns the tests that a text names. */
    public static List<MatchResult> namedIn(String text) {
        return TEST.matcher(text).results().toList();
    }

    /** Demands that each of them is there: the class, and the method if one is named. */
    public static void requireAll(List<MatchResult> tests) {
        Map<String, String> sources = read();
        assertThat(tests).allSatisfy(test -> {
            assertThat(sources).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(sources.get(test.group(1))).as(test.group()).containsPattern(" " + test.group(2) + "\\(");
            }
        });
    }

    private static Map<String, String> read() {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Page.ROOT)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tests", e);
        }
        return sources;
    }
}

package dev.rustyolo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub's workflows may do, as far as their text tells. */
@Tag("once")
final class ReleaseWorkflowTest {
    private static final Path WORKFLOWS = Path.of("../.github/workflows");
    private static final Path RELEASE = WORKFLOWS.resolve("release.yml");
    private static final Pattern USES = Pattern.compile("(?m)^ *(?:- )?uses: *(.*)$");
    private static final Pattern PINNED = Pattern.compile("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+(?:\\.\\d+)*");
    private static final Pattern JOB = Pattern.compile("  ([a-z]+):");
    private static final Pattern INTERPOLATED = Pattern.compile("\\$\\{\\{ *(.*?) *}}");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void pinEveryActionByItsCommit(Path workflow) {
        List<String> used =
                USES.matcher(read(workflow)).results().map(use -> use.group(1)).toList();

        assertThat(used).isNotEmpty().allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void mayDoNothingUnlessAJobSaysSo(Path workflow) {
        assertThat(read(workflow)).containsPattern("(?m)^permissions: \\{}$").doesNotContain("pull_request_target");
        assertThat(jobs(workflow))
                .isNotEmpty()
                .allSatisfy((name, job) ->
                        assertThat(job).as(name).contains("    permissions:\n").contains("    timeout-minutes: "));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void keepNoCredentialsInTheClone(Path workflow) {
        String text = read(workflow);

        assertThat(text.split("persist-credentials: false", -1))
                .hasSameSizeAs(text.split("actions/checkout@", -1))
                .hasSizeGreaterThan(1);
    }

    /** Whoever names a tag writes into what is put together this way, so only what we wrote ourselves is. */
    @ParameterizedTest
    @MethodSource("workflows")
    void putNothingOfOthersIntoAScript(Path workflow) {
        assertThat(INTERPOLATED.matcher(read(workflow)).results().map(match -> match.group(1)))
                .isSubsetOf(
                        "matrix.runner",
                        "matrix.target",
                        "matrix.gateway",
                        "matrix.optional",
                        "secrets.RELEASE_KEY",
                        "github.token",
                        "github.repository",
                        "github.ref");
    }

    @Test
    void onlyTheJobThatSignsSeesTheKey() {
        Map<String, String> jobs = jobs(RELEASE);

        assertThat(jobs.keySet()).containsExactly("linux", "again", "others", "sign", "publish");
        assertThat(jobs).allSatisfy((name, job) -> {
            boolean signs = name.equals("sign");
            assertThat(job.contains("secrets.")).as(name).isEqualTo(signs);
            assertThat(job.contains("environment: release")).as(name).isEqualTo(signs);
        });
        assertThat(jobs.get("sign")).contains("needs: [linux, again, others]").doesNotContain(": write");
    }

    @Test
    void onlyTheJobThatPublishesMayWriteAndItRunsNothingOfOurs() {
        Map<String, String> jobs = jobs(RELEASE);

        assertThat(jobs)
                .allSatisfy((name, job) ->
                        assertThat(job.contains(": write")).as(name).isEqualTo(name.equals("publish")));
        assertThat(jobs.get("publish"))
                .contains("needs: sign", "attestations: write", "--draft")
                .doesNotContain("actions/checkout@");
    }

    @Test
    void buildsEveryPlatform() {
        assertThat(read(RELEASE))
                .contains(
                        "target: x86_64-unknown-linux-gnu }",
                        "target: aarch64-unknown-linux-gnu }",
                        "target: x86_64-apple-darwin,",
                        "target: aarch64-apple-darwin,",
                        "target: x86_64-pc-windows-msvc,");
    }

    /** Returns the text of each job. */
    private static Map<String, String> jobs(Path workflow) {
        Map<String, String> jobs = new LinkedHashMap<>();
        String name = "";
        for (String line : read(workflow)
                .lines()
                .dropWhile(each -> !each.equals("jobs:"))
                .skip(1)
                .toList()) {
            var head = JOB.matcher(line);
            if (head.matches()) {
                name = head.group(1);
            } else {
                jobs.merge(name, line + "\n", String::concat);
            }
        }
        jobs.remove("");
        return jobs;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

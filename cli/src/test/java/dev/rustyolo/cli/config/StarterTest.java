package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterTest {
    @TempDir
    Path project;

    @Test
    void changesNothingByItself() throws IOException {
        Files.createFile(project.resolve("package.json"));

        ConfigFile file = read(Starter.of(project));

        assertThat(file.defaults().values()).isEmpty();
    }

    @Test
    void suggestsWhatTheProjectNeeds() throws IOException {
        // Given
        Files.createFile(project.resolve("package.json"));
        Files.createFile(project.resolve("pom.xml"));
        Files.createDirectory(project.resolve("go.mod"));
        Files.createDirectory(project.resolve(".git"));
        Files.writeString(project.resolve(".git/config"), """
                [core]
                	url = https://core.test/x
                [remote "origin"]
                	url = git@git.test:team/project.git
                	fetch = +refs/heads/*:refs/remotes/origin/*
                [remote "other"]
                	url = https://user:secret@other.test:8443/project.git
                	pushurl = ssh://git@push.test/project.git
                [remote "local"]
                	url = ../sibling
                [remote "strange"]
                	url = ext::sh -c id
                [remote "hostile"]
                	url = https://evil.test\\"]\\n/x
                """);

        // When
        String starter = Starter.of(project);
        String uncommented = starter.lines()
                .map(line -> line.startsWith("# ") && !line.startsWith("#  ") ? "" : line.replaceFirst("^#", ""))
                .collect(Collectors.joining("\n"));

        // Then
        Golden.assertMatches("starter.toml", starter);
        assertThat(read(uncommented).defaults().entries(Setting.ALLOW_DOMAINS))
                .extracting(Entry::text)
                .containsExactly(
                        "git.test", "other.test:8443", "push.test", "registry.npmjs.org", "repo.maven.apache.org");
        // All but what no project may say.
        assertThat(read(uncommented).defaults().values())
                .hasSize(Setting.values().length - Setting.in(Section.UPDATE).size())
                .doesNotContainKey(Setting.UPDATE_API);
    }

    private static ConfigFile read(String text) {
        return TomlReader.read(new ConfigText(Path.of("file"), text));
    }
}

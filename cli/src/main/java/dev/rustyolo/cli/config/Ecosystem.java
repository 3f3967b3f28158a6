package dev.rustyolo.cli.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A package manager that people use.
 *
 * @param files the files that give it away
 * @param domains where it downloads from
 */
record Ecosystem(List<String> files, List<String> domains) {
    private static final List<Ecosystem> ALL = List.of(
            new Ecosystem(List.of("package.json"), List.of("registry.npmjs.org")),
            new Ecosystem(List.of("yarn.lock"), List.of("registry.yarnpkg.com")),
            new Ecosystem(List.of("deno.json", "deno.jsonc"), List.of("jsr.io", "deno.land")),
            new Ecosystem(
                    List.of("pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile", "uv.lock"),
                    List.of("pypi.org", "files.pythonhosted.org")),
            new Ecosystem(List.of("pom.xml"), List.of("repo.maven.apache.org")),
            new Ecosystem(
                    List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"),
                    List.of(
                            "repo.maven.apache.org",
                            "plugins.gradle.org",
                            "plugins-artifacts.gradle.org",
                            "services.gradle.org")),
            new Ecosystem(List.of("go.mod"), List.of("proxy.golang.org", "sum.golang.org")),
            new Ecosystem(List.of("Cargo.toml"), List.of("index.crates.io", "static.crates.io", "crates.io")),
            new Ecosystem(List.of("Gemfile"), List.of("rubygems.org", "index.rubygems.org")),
            new Ecosystem(
                    List.of("composer.json"), List.of("repo.packagist.org", "api.github.com", "codeload.github.com")),
            new Ecosystem(List.of("global.json", "Directory.Build.props", "nuget.config"), List.of("api.nuget.org")),
            new Ecosystem(List.of("mix.exs"), List.of("hex.pm", "repo.hex.pm")),
            new Ecosystem(List.of("pubspec.yaml"), List.of("pub.dev")));

    /** Copies the lists. */
    Ecosystem {
        files = List.copyOf(files);
        domains = List.copyOf(domains);
    }

    /** What the files in a directory give away; only their names are looked at. */
    static List<Suggestion> in(Path directory) {
        List<Suggestion> suggestions = new ArrayList<>();
        for (Ecosystem ecosystem : ALL) {
            Optional<String> sign = ecosystem.files.stream()
                    .filter(file -> Files.isRegularFile(directory.resolve(file), LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
            for (String domain : ecosystem.domains) {
                sign.ifPresent(file -> suggestions.add(new Suggestion(domain, file)));
            }
        }
        return suggestions;
    }
}

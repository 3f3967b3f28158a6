package dev.rustyolo.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference is written from the schema, so that it can't say anything else. {@code -Dgolden.update=true} writes it. */
class ConfigReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void isAsTheCodeSays() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                <!-- Written from the code: mvn -pl cli -am test -Dgolden.update=true -->

                Everything here can be typed as an option as well; `rustyolo --help` lists them. What is read, each over the
                one before:

                1. your file, `$XDG_CONFIG_HOME/rustyolo.toml` (without the variable: `~/.config/rustyolo.toml`);
                2. the project's file, `.rustyolo.toml` in the directory where the command is typed, and in none above it;
                3. the profile that `--profile NAME` names, of your file, then of the project's;
                4. the environment: `TRUSTED_DOMAINS`;
                5. the options.

                Lists add up; of everything else, the last one wins. Values have the grammar of their options, and what an
                option refuses is refused in a file, with file, line and column. The format is
                [TOML 1.0](https://toml.io/en/v1.0.0), in UTF-8, up to one mebibyte. Relative paths begin where the command
                is typed; `~` is your home directory.

                `rustyolo config show` prints what is in effect, `--origin` also where each value comes from. `rustyolo init`
                writes a first `.rustyolo.toml`, all of it commented out.

                ## Trust

                An agent can write to the project, so a project's file could be its work. By itself such a file may only
                take away: deny domains, lower limits, go offline. If it asks for anything else (the tables say for what),
                no session starts until you have run `rustyolo trust`, which shows in words what it asks for, against what
                you trusted before, and asks. The answer is kept for exactly this content of the file in this directory, in
                the state directory. If a byte of it changes, you are asked again.

                An agent can also delete the file, or take out of it what narrows. What is to hold against an agent belongs
                in your own file; or trust the project's although it needs no trust: from then on no session starts when it
                has changed, or when it is gone with something in it that narrowed.

                `rustyolo trust --status` says how it stands (and ends with 0 if sessions can start), `rustyolo trust
                --revoke` takes the answer back. Without a terminal to ask on, the answer is no.

                """);
        for (Section section : Section.values()) {
            page.append("## `[")
                    .append(section.title())
                    .append("]`\n\n")
                    .append(section.description())
                    .append("\n\n| key | value | option | a project | |\n|---|---|---|---|---|\n");
            for (Setting setting : Setting.in(section)) {
                page.append("| `")
                        .append(setting.key())
                        .append("` | ")
                        .append(setting.form().description())
                        .append(", like `")
                        .append(setting.example())
                        .append("` | `")
                        .append(setting.option())
                        .append("` | ")
                        .append(setting.effect().project())
                        .append(" | ")
                        .append(setting.description())
                        .append(" |\n");
            }
            page.append('\n');
        }
        page.append("""
                ## `[agents.NAME]`

                An agent of your own, which the image must have; or, under the name of a built-in one, what is to be different
                about it. A project needs trust for any of it.

                | key | value | |
                |---|---|---|
                """);
        for (AgentKey key : AgentKey.values()) {
            page.append("| `")
                    .append(key.key())
                    .append("` | ")
                    .append(key.form().description())
                    .append(", like `")
                    .append(key.example())
                    .append("` | ")
                    .append(key.description())
                    .append(" |\n");
        }
        return page.append("""

                ## `[profiles.NAME]`

                What `--profile NAME` puts over the rest: the keys of `[default]`, and the other tables in it.

                ```toml
                [default]
                allow_domains = ["github.com", "api.github.com"]

                [profiles.release]
                allow_domains = ["upload.example.com"]
                env = ["RELEASE_TOKEN"]

                [profiles.release.resources]
                memory = "8g"
                ```
                """).toString();
    }
}

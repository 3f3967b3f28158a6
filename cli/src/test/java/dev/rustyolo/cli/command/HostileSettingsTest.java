package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rustyolo.cli.config.Form;
import dev.rustyolo.cli.config.Setting;
import dev.rustyolo.cli.testing.FakeDocker;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.Hostile;
import dev.rustyolo.cli.testing.TestHost;
import dev.rustyolo.cli.ui.Escaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value in a file does what it does on the command line, or less. */
class HostileSettingsTest {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    @TempDir
    Path temporary;

    private int machines;

    private record Attempt(int code, String err, List<String> containers, List<String> environments) {}

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "AGENT",
                "OFFLINE",
                "SHARE_STATE",
                "HOST_CONFIG",
                "UPDATE_API",
                "UPDATE_REPOSITORY",
                "UPDATE_REGISTRY",
                "UPDATE_CHECK"
            })
    void aFileTakesNothingThatTheCommandLineRefuses(Setting setting) throws IOException {
        SessionOption option = SessionOption.named(setting.option()).orElseThrow();
        List<String> values = new ArrayList<>(Hostile.VALUES);
        values.add(OptionRow.of(option).good());
        int taken = 0;
        for (String value : values) {
            Attempt file = attempt(line(setting, value), List.of());
            if (file.code() == 0) {
                taken++;
                assertThat(file)
                        .as("%s %s", setting, value)
                        .isEqualTo(attempt("", List.of(option.longName() + "=" + value)));
            } else {
                assertThat(file.code())
                        .as("%s %s: %s", setting, value, file.err())
                        .isIn(2, 77);
                assertThat(file.err()).contains("/rustyolo.toml:2:").contains("[RustyYOLO] what to do: ");
                assertThat(file.containers()).isEmpty();
            }
            assertThat(Escaper.text(file.err())).isEqualTo(file.err());
        }
        assertThat(taken).as("values that were taken").isPositive();
    }

    /** No session has an option for them. */
    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {"UPDATE_API", "UPDATE_REPOSITORY", "UPDATE_REGISTRY"})
    void whereUpdatesComeFromIsCheckedToo(Setting setting) throws IOException {
        for (String value : Hostile.VALUES) {
            Attempt attempt = attempt(line(setting, value), List.of());

            assertThat(attempt.code()).as("%s %s", setting, value).isEqualTo(2);
            assertThat(attempt.err()).contains("/rustyolo.toml:2:").contains("[RustyYOLO] what to do: ");
            assertThat(Escaper.text(attempt.err())).isEqualTo(attempt.err());
        }
        String good = switch (setting) {
            case UPDATE_API -> "https://mirror.test/api";
            case UPDATE_REPOSITORY -> "team/rusty-yolo.1";
            default -> "registry.test:5000/mirror";
        };
        assertThat(attempt(line(setting, good), List.of()).code()).isZero();
    }

    private static String line(Setting setting, String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
            text.append(plain || Character.isSurrogate(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        String quoted = '"' + text.toString() + '"';
        boolean list = setting.form() == Form.LIST || setting.form() == Form.CHOICE;
        return "[" + setting.section().title() + "]\n" + setting.key() + " = " + (list ? "[" + quoted + "]" : quoted)
                + "\n";
    }

    private Attempt attempt(String configuration, List<String> options) throws IOException {
        TestHost machine = new TestHost(Files.createDirectory(temporary.resolve(String.valueOf(machines++))));
        Files.writeString(machine.home().resolve("ca.pem"), CERTIFICATE);
        Files.writeString(machine.home().resolve("seccomp.json"), "{\"defaultAction\": \"SCMP_ACT_ERRNO\"}");
        machine.with("RUSTYOLO_WARM_TTL", "0");
        if (!configuration.isEmpty()) {
            Path file = machine.host().locations().configFile();
            Files.createDirectories(file.getParent());
            Files.writeString(file, configuration);
        }
        FakePrinter printed = new FakePrinter();
        FakeDocker docker = new FakeDocker();
        List<String> line = new ArrayList<>(options);
        line.addAll(List.of("--", "true"));
        int code = new Application(machine::host, docker.processes(), printed.printer(), () -> "0123456789ab")
                .run(line, System.nanoTime());
        return new Attempt(
                code,
                withoutMachine(machine, printed.err()),
                docker.containers().stream()
                        .map(text -> withoutMachine(machine, text))
                        .toList(),
                docker.environments());
    }

    private static String withoutMachine(TestHost machine, String text) {
        return text.replace(machine.root().toString(), "/ROOT")
                .replaceAll("owner=[0-9a-f]{12}", "owner=OWNER")
                .replaceAll("/project-[0-9a-f]{16}", "/project-KEY");
    }
}

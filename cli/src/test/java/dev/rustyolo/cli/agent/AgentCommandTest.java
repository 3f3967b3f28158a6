package dev.rustyolo.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AgentCommandTest {
    private static final String YOLO = "--dangerously-skip-permissions";
    private static final String PROMPT = "--append-system-prompt";
    private static final AgentDefinition CLAUDE = Agents.find("claude").orElseThrow();

    static Stream<Arguments> lines() {
        return Stream.of(
                line(PermissionMode.DEFAULT, List.of(), List.of(YOLO, PROMPT, "TEXT")),
                line(PermissionMode.ASK, List.of(), List.of(PROMPT, "TEXT")),
                line(PermissionMode.SKIP, List.of(), List.of(YOLO, PROMPT, "TEXT")),
                line(PermissionMode.DEFAULT, List.of("-p", "x"), List.of(PROMPT, "TEXT")),
                line(PermissionMode.SKIP, List.of("-p", "x"), List.of(YOLO, PROMPT, "TEXT")),
                line(PermissionMode.SKIP, List.of(YOLO), List.of(PROMPT, "TEXT")),
                line(PermissionMode.SKIP, List.of("mcp", "list"), List.of()),
                line(PermissionMode.DEFAULT, List.of("mcp", "list"), List.of()),
                line(PermissionMode.SKIP, List.of("update"), List.of()),
                line(PermissionMode.SKIP, List.of("setup-token"), List.of()),
                line(PermissionMode.SKIP, List.of("--version"), List.of()),
                line(PermissionMode.DEFAULT, List.of("--help"), List.of()),
                line(PermissionMode.SKIP, List.of("--model", "opus", "-h"), List.of()),
                line(PermissionMode.SKIP, List.of("--", "--help"), List.of(YOLO, PROMPT, "TEXT")),
                line(PermissionMode.DEFAULT, List.of("fix mcp"), List.of(PROMPT, "TEXT")),
                line(PermissionMode.DEFAULT, List.of(PROMPT, "mine"), List.of()),
                line(PermissionMode.DEFAULT, List.of(PROMPT + "=mine"), List.of()),
                line(PermissionMode.DEFAULT, List.of("--system-prompt", "mine"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void addsWhatTheAgentTakesInFrontOfWhatWasTyped(PermissionMode mode, List<String> typed, List<String> added) {
        // When
        List<String> command = AgentCommand.build(CLAUDE, typed, mode, "TEXT");

        // Then
        List<String> expected = new ArrayList<>(List.of("claude"));
        expected.addAll(added);
        expected.addAll(typed);
        assertThat(command).isEqualTo(expected);
    }

    @Test
    void putsAWordFirstBehindWhichAloneTheFlagsAreUnderstood() {
        // Given
        AgentDefinition opencode = Agents.find("opencode").orElseThrow();

        // When
        List<String> command = AgentCommand.build(opencode, List.of("run", "fix it"), PermissionMode.SKIP, "TEXT");

        // Then
        assertThat(command).containsExactly("opencode", "run", "--auto", "fix it");
    }

    @Test
    void addsNothingToAnAgentThatTakesNothing() {
        // Given
        AgentDefinition shell = Agents.find("shell").orElseThrow();

        // When
        List<String> command = AgentCommand.build(shell, List.of("-c", "id"), PermissionMode.SKIP, "TEXT");

        // Then
        assertThat(command).containsExactly("bash", "-c", "id");
    }

    @Test
    void findsAgentsByTheirExactNameOnly() {
        assertThat(Agents.find("claude")).isPresent();
        assertThat(Agents.find("Claude")).isEmpty();
        assertThat(Agents.find("")).isEmpty();
        assertThat(Agents.names()).contains(Agents.DEFAULT);
    }

    private static Arguments line(PermissionMode mode, List<String> typed, List<String> added) {
        return Arguments.of(mode, typed, added);
    }
}

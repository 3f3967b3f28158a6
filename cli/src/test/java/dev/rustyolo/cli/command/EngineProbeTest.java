package dev.rustyolo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineProbeTest {
    @ParameterizedTest
    @CsvSource({
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 /run/docker.sock', true",
        "'0000000000000000: 00000002 00000000 00010000 0001 01   1 /var/run/docker.sock', true",
        "'0000000000000000: 00000003 00000000 00000000 0001 03 123 /run/docker.sock', false",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 @x /run/docker.sock', false",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 x /run/docker.sock', false",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123 /tmp/run/docker.sock', false",
        "'0000000000000000: 00000002 00000000 00010000 0001 01 123', false",
        "'Num       RefCount Protocol Flags    Type St Inode Path', false",
        "'/docker.sock', false",
        "'', false",
    })
    void knowsTheLineOfAListeningDocker(String line, boolean dockers) {
        assertThat(EngineProbe.isDockersListening(line)).isEqualTo(dockers);
    }
}

package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    @ParameterizedTest
    @CsvSource({
        "'',''",
        "abc,abc",
        "' a\n',a",
        "abcdefgh,abcdefgh",
        "abcdefghi,bcdefghi",
        "0123456789abcdefghij,cdefghij"
    })
    void keepsTheEnd(String printed, String kept) {
        // Given
        Output output = new Output(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)), 8);

        // When
        output.run();

        // Then
        assertThat(output.text()).isEqualTo(kept);
    }
}

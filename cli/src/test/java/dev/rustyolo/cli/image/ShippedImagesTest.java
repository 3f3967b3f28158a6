package dev.rustyolo.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedImagesTest {
    @TempDir
    Path temporary;

    @Test
    void namesTheGatewaysImageByItsContent() {
        // Given
        ShippedImages shipped = new ShippedImages(new TestHost(temporary).installation());

        // Then
        assertThat(shipped.gatewayImage()).isEqualTo("llm-rustyolo-gateway:" + TestHost.GATEWAY_HASH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "0123456789ABCDEF", "0123456789abcde", "--privileged----"})
    void refusesWhatIsNoHash(String content) throws IOException {
        // Given
        TestHost machine = new TestHost(temporary);
        Files.writeString(machine.installation().resolve("lib/images/gateway.hash"), content);

        // Then
        assertThatThrownBy(() -> new ShippedImages(machine.installation()).gatewayImage())
                .isInstanceOf(CliException.class);
    }

    @Test
    void saysWhenTheInstallationIsIncomplete() {
        assertThatThrownBy(() -> new ShippedImages(temporary).gatewayImage())
                .isInstanceOf(CliException.class)
                .hasMessageContaining("incomplete");
    }

    /** The very files that are shipped. */
    @Test
    void theDockerfileHasAnEndThatCanBeExchanged() throws IOException {
        // Given
        Path context = Path.of("../image/agent");

        // Then
        assertThat(context.resolve("Dockerfile"))
                .content()
                .containsOnlyOnce("\n# Stage rootfs:")
                .contains("ARG FROM_IMAGE");
        assertThat(context.resolve("Dockerfile.from")).content().contains("FROM ${FROM_IMAGE}");
        assertThat(Files.readString(context.resolve("Dockerfile")).lines().filter(line -> line.endsWith(" AS aider")))
                .hasSize(1);
    }
}

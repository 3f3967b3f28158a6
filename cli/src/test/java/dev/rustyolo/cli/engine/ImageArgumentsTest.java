package dev.rustyolo.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageArgumentsTest {
    private static final Dialect DOCKER = new Docker();

    @Test
    void buildsWithEitherBuilder() {
        // Given
        BuildSpec build = new BuildSpec(
                Path.of("/context"),
                "hash",
                List.of("a:latest", "a:hash"),
                Map.of("BASE_IMAGE", "debian@sha256:0"),
                false);

        // Then
        assertThat(ImageArguments.build(build, true, DOCKER))
                .containsExactly(
                        "build",
                        "--label=dev.rustyolo.context=hash",
                        "--progress=plain",
                        "--tag=a:latest",
                        "--tag=a:hash",
                        "--build-arg=BASE_IMAGE=debian@sha256:0",
                        "--no-cache",
                        "--",
                        "/context");
        assertThat(ImageArguments.build(build, false, DOCKER)).doesNotContain("--progress=plain");
    }
}

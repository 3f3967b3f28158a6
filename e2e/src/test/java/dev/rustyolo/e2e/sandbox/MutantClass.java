package dev.rustyolo.e2e.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** Compiles a changed source against the shipped jars. */
final class MutantClass {
    private MutantClass() {}

    /**
     * Compiles one.
     *
     * @param source its path below the sources, such as "dev/rustyolo/policy/Policy.java"
     * @param text the changed source
     * @param app the directory with the jars
     * @param jar the root of the jar whose classes to replace
     */
    static void compile(String source, String text, Path app, Path jar) throws IOException {
        Path work = Files.createTempDirectory("rustyolo-mutant-class");
        Path file = work.resolve("src").resolve(source);
        Path classes = Files.createDirectories(work.resolve("classes"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        var said = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        said,
                        "-nowarn",
                        "-proc:none",
                        "-classpath",
                        classPath(app),
                        "-d",
                        classes.toString(),
                        file.toString());
        if (code != 0) {
            throw new IllegalStateException("the mutant doesn't compile: " + said.toString(StandardCharsets.UTF_8));
        }
        for (Path each : filesIn(classes)) {
            Path target = jar.resolve(classes.relativize(each).toString());
            Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
        }
        MutantGateway.delete(work);
    }

    private static String classPath(Path app) throws IOException {
        String jars = filesIn(app).stream().map(Path::toString).collect(Collectors.joining(":"));
        return jars + ":" + System.getProperty("java.class.path");
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (var tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}

package dev.rustyolo.cli.image;

import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.host.RandomId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A private copy of a shipped context, with the certificates for this build in it. Gone when closed. */
final class BuildContext implements AutoCloseable {
    private static final String CERTIFICATES = "ca.pem";
    private static final String DOCKERFILE = "Dockerfile";
    /** What ends the Dockerfile where agents go on top of the person's image, and the comment where ours has another end. */
    private static final String OTHER_END = "Dockerfile.from";

    private static final String END_BEGINS = "# Stage rootfs:";

    private final Path directory;

    private BuildContext(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies a context.
     *
     * @param shipped the context in the installation
     * @param state where the copy is made: only we can enter it
     * @param certificates what goes into {@code ca.pem}; may be empty
     */
    static BuildContext copy(Path shipped, Path state, String certificates) throws IOException {
        Path builds = state.resolve("builds");
        PrivateDirectories.createAll(builds);
        Path directory = builds.resolve(RandomId.next());
        PrivateDirectories.create(directory);
        BuildContext context = new BuildContext(directory);
        try {
            Files.walkFileTree(shipped, new Copier(shipped, directory));
            Files.deleteIfExists(directory.resolve(CERTIFICATES));
            FileWriter.create(directory.resolve(CERTIFICATES), certificates, "rw-r--r--");
            return context;
        } catch (IOException e) {
            context.close();
            throw e;
        }
    }

    /** Puts the agents on top of another image: the end of the Dockerfile is another one. */
    void changeTheEnd() throws IOException {
        Path file = directory.resolve(DOCKERFILE);
        String text = Files.readString(file);
        int end = text.indexOf(END_BEGINS);
        if (end < 0) {
            throw new IOException(DOCKERFILE + " has no line that begins with \"" + END_BEGINS + '"');
        }
        Files.delete(file);
        FileWriter.create(file, text.substring(0, end) + Files.readString(directory.resolve(OTHER_END)), "rw-r--r--");
    }

    /** Has the engine do what another file of the context says. */
    void use(String dockerfile) throws IOException {
        Files.move(directory.resolve(dockerfile), directory.resolve(DOCKERFILE), StandardCopyOption.REPLACE_EXISTING);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(directory, new Remover());
    }

    private static final class Copier extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        private Copier(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            if (!path.equals(from)) {
                Files.createDirectory(target(path));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            Files.copy(path, target(path), LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
        }

        private Path target(Path path) {
            return to.resolve(from.relativize(path).toString());
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, @org.jspecify.annotations.Nullable IOException e)
                throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(path);
            return FileVisitResult.CONTINUE;
        }
    }
}

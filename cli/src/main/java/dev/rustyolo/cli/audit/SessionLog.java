package dev.rustyolo.cli.audit;

import dev.rustyolo.cli.engine.SandboxId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files of one session's log: the first, {@code TIME-SESSION.jsonl}, and those it goes on in,
 * {@code TIME-SESSION.NUMBER.jsonl}. Whoever writes it holds a lock on the first.
 *
 * @param directory where they are
 * @param name {@code TIME-SESSION}
 */
public record SessionLog(Path directory, String name) {
    static final String SUFFIX = ".jsonl";
    private static final int TIME_LENGTH = 16;

    /** All logs in a directory, the newest first; none when there is no directory. */
    public static List<SessionLog> in(Path directory) {
        List<SessionLog> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String fileName = file.getFileName().toString();
                String name = fileName.substring(0, fileName.length() - SUFFIX.length());
                if (isName(name)) {
                    logs.add(new SessionLog(directory, name));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw AuditFailure.reading(directory, e);
        }
        logs.sort((one, other) -> other.name.compareTo(one.name));
        return List.copyOf(logs);
    }

    /** The session's name. */
    public String session() {
        return name.substring(TIME_LENGTH + 1);
    }

    /** The first file, or one that it goes on in. */
    Path file(int number) {
        return directory.resolve(number == 0 ? name + SUFFIX : name + "." + number + SUFFIX);
    }

    /** The numbers of the files that are there, in order; the first is 0. */
    List<Integer> numbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, name + ".*" + SUFFIX)) {
            for (Path file : files) {
                String fileName = file.getFileName().toString();
                String number = fileName.substring(
                        name.length() + 1, Math.max(name.length() + 1, fileName.length() - SUFFIX.length()));
                if (!number.isEmpty() && number.length() < 10 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    numbers.add(Integer.parseInt(number));
                }
            }
        }
        numbers.add(0);
        Collections.sort(numbers);
        return numbers;
    }

    /** Is somebody writing it? Must not be asked by the writer: whoever closes a file loses all locks on it. */
    boolean isLive() {
        try (FileChannel first = FileChannel.open(file(0), StandardOpenOption.READ);
                var lock = first.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void delete() throws IOException {
        for (int number : numbers().reversed()) {
            Files.deleteIfExists(file(number));
        }
    }

    private static boolean isName(String name) {
        return name.length() == TIME_LENGTH + 1 + SandboxId.SESSION_LENGTH
                && name.charAt(TIME_LENGTH) == '-'
                && SandboxId.isSession(name.substring(TIME_LENGTH + 1));
    }
}

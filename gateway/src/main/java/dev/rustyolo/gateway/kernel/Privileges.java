package dev.rustyolo.gateway.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of being root: no group, no uid, no capability, in every thread of the process.
 *
 * <p>glibc applies setresuid(2) to all threads, and leaving uid 0 clears the permitted and effective sets
 * (capabilities(7)); under no_new_privs nothing gives them back. That is then read from each thread's status rather than
 * believed.
 */
final class Privileges {
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Privileges() {}

    static void drop(Libc libc, int uid) {
        libc.clearGroups();
        libc.call("setresgid", uid, uid, uid);
        libc.call("setresuid", uid, uid, uid);
        verify(Path.of("/proc/self/task"), uid, EXIT_LIMIT);
    }

    /**
     * The same, and gives threads that are just ending the time for it: glibc passes over them, and until they are gone they
     * show what they had.
     */
    static void verify(Path tasks, int uid, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                verify(tasks, uid);
                return;
            } catch (KernelException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Throws unless each thread below {@code tasks} has the uid and gid four times over and no privilege. */
    static void verify(Path tasks, int uid) {
        int seen = 0;
        try (var threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                seen += verifyThread(thread, uid) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new KernelException("the threads' privileges could not be read", e);
        }
        if (seen == 0) {
            throw new KernelException("no thread's privileges could be read");
        }
    }

    private static boolean verifyThread(Path thread, int uid) throws IOException {
        List<String> status;
        try {
            status = Files.readAllLines(thread.resolve("status"));
        } catch (NoSuchFileException e) {
            return false;
        }
        String ids = uid + "\t" + uid + "\t" + uid + "\t" + uid;
        String none = "0000000000000000";
        expect(status, "Uid", ids);
        expect(status, "Gid", ids);
        expect(status, "Groups", "");
        expect(status, "CapInh", none);
        expect(status, "CapPrm", none);
        expect(status, "CapEff", none);
        expect(status, "CapAmb", none);
        expect(status, "NoNewPrivs", "1");
        return true;
    }

    private static void expect(List<String> status, String key, String value) {
        String found = status.stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElse("nothing");
        if (!found.equals(value)) {
            throw new KernelException("privileges were not given up: " + key + " is " + found + ", not " + value);
        }
    }
}

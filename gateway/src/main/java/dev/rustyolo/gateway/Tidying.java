package dev.rustyolo.gateway;

import java.time.Duration;

/**
 * Collects what traffic has left on the heap. The collector by itself looks at what is old only when the heap has grown to its
 * limit: for a process with little to keep that is much memory for nothing, and many may run on a machine.
 */
final class Tidying {
    private static final Duration PAUSE = Duration.ofSeconds(20);
    /** More than what is young at any time, so that a gateway without traffic never does it. */
    private static final long SLACK = 8 << 20;

    private Tidying() {}

    static void start() {
        Thread.ofPlatform().daemon().name("tidying").start(Tidying::run);
    }

    private static void run() {
        long kept = used();
        try {
            while (true) {
                Thread.sleep(PAUSE);
                if (used() > kept + SLACK) {
                    System.gc();
                    kept = used();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

package dev.rustyolo.gateway.proxy;

import dev.rustyolo.policy.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes that the kernel still has to bring to real servers, read from /proc/net/tcp and tcp6 (proc(5)): when the gateway's
 * container goes, the namespace goes and what is queued in it is lost.
 */
final class SendQueues {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private SendQueues() {}

    /** Is nothing waiting to be sent or acknowledged on a connection that leaves the namespace? */
    static boolean empty(Pool pool) {
        for (Path table : TABLES) {
            try {
                if (!Files.readAllLines(table).stream().skip(1).allMatch(line -> isIdle(line, pool))) {
                    return false;
                }
            } catch (IOException e) {
                // No IPv6 in this namespace: no such table, and nothing queued in it.
            }
        }
        return true;
    }

    /** {@code sl local:port remote:port state tx:rx …}, addresses in host byte order. */
    static boolean isIdle(String line, Pool pool) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length < 5) {
            return true;
        }
        String local = columns[1].substring(0, columns[1].indexOf(':'));
        String remote = columns[2].substring(0, columns[2].indexOf(':'));
        String queued = columns[4].substring(0, columns[4].indexOf(':'));
        return HexFormat.fromHexDigits(queued) == 0 || isInside(remote, pool) || isInside(local, pool);
    }

    /** Loopback, a synthetic address, or no address: a listener's. */
    private static boolean isInside(String remote, Pool pool) {
        String four = remote.length() > 8 ? remote.substring(24) : remote;
        boolean mapped = remote.length() == 8 || remote.startsWith("0000000000000000FFFF0000");
        int first = HexFormat.fromHexDigits(four.substring(6));
        int second = HexFormat.fromHexDigits(four.substring(4, 6));
        byte[] start = pool.range().network().getAddress();
        boolean synthetic = first == (start[0] & 0xff) && (second & ~1) == (start[1] & 0xff);
        return mapped && (first == 0 || first == 127 || synthetic);
    }
}

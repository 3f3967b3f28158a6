package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.AddressPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Does the steps as root as far as that needs no privilege and changes nothing. */
public final class KernelTraining {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private KernelTraining() {}

    /** Runs nft and ip for their versions, and has sockets that are as foreign as this account may make them. */
    public static Kernel run() {
        Libc libc = Libc.linkedAhead();
        String text = new Ruleset((command, input) -> "", 0, AddressPlan.DEFAULT).text();
        CommandRunner real = CommandRunner.withLimit(LIMIT);
        CommandRunner harmless = (command, input) -> {
            real.run(List.of(command.getFirst(), "-V"), input);
            return text;
        };
        new Ruleset(harmless, 0, AddressPlan.DEFAULT).load();
        Routes.add(harmless, AddressPlan.DEFAULT.pool());
        int socket = libc.call("socket", Libc.AF_INET, Libc.SOCK_STREAM, 0);
        libc.switchOn(socket, Libc.SOL_SOCKET, Libc.SO_REUSEADDR);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var kernel = new Kernel(
                TransparentListener.listen(libc, socket, anyPort),
                ForeignSockets.open(libc, Kernel.FOREIGN_STREAMS, Kernel.FOREIGN_DATAGRAMS),
                Map.of());
        try {
            Privileges.verify(Path.of("/proc/self/task"), 0);
        } catch (KernelException e) {
            // A build is root: it has what a gateway must not have.
        }
        return kernel;
    }
}

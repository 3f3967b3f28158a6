package dev.rustyolo.gateway.check;

import dev.rustyolo.gateway.kernel.ForeignSockets;
import dev.rustyolo.gateway.kernel.KernelException;
import dev.rustyolo.gateway.kernel.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Runs the probes where there are no rules, so that most of them come out wrong. */
public final class SelfCheckTraining {
    private SelfCheckTraining() {}

    private interface Probe {
        void run() throws IOException;
    }

    /**
     * Runs them over the loopback device.
     *
     * @param proxy where one listens that has no name for anybody
     */
    public static void run(ForeignSockets foreign, InetSocketAddress proxy) throws IOException {
        var canary = new InetSocketAddress(InetAddress.getLoopbackAddress(), Topology.CANARY.getPort());
        try (foreign) {
            var check = new SelfCheck(foreign, new SelfCheck.Place(canary, proxy, canary, Topology.RESOLVER));
            attempt(check::directConnectionIsRefused);
            attempt(check::directDatagramIsRefused);
            attempt(check::engineResolverIsRefused);
            attempt(check::deniedNameIsDenied);
            attempt(check::addressOfTheGateway);
            attempt(() -> check.expectPage(proxy, "training"));
        }
    }

    private static void attempt(Probe probe) {
        try {
            probe.run();
        } catch (IOException | KernelException e) {
            // Nothing refuses anything here.
        }
    }
}

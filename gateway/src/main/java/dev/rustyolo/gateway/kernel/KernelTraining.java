package dev.rustyolo.gateway.kernel;

import dev.rustyolo.policy.AddressPlan;

/** Loads what the steps as root need, and does none of them. */
public final class KernelTraining {
    private KernelTraining() {}

    /** Links the native calls by harmless uses of them, and reads the rules. */
    public static void run() {
        Libc libc = new Libc();
        libc.call("close", libc.call("dup", 1));
        libc.call("setfsuid", -1);
        int descriptor = libc.call("socket", Libc.AF_INET, Libc.SOCK_STREAM, 0);
        libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1);
        libc.call("close", descriptor);
        String text = new Ruleset((command, input) -> "", 0, AddressPlan.DEFAULT, Inbound.NONE).text();
        if (text.isEmpty()) {
            throw new KernelException("no rules");
        }
    }
}

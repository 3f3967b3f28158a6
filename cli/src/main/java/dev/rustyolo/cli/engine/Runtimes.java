package dev.rustyolo.cli.engine;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.policy.Text;
import java.util.Set;

/**
 * Which container runtimes will do. The packet filter governs the agent because both are in one network namespace of
 * one kernel; a runtime that gives a container a kernel of its own (gVisor's runsc, Kata's, krun) takes it out of the
 * filter's reach. Ours is named in each command; this is about an engine that somebody has set up to use another, which
 * they will have done for a reason.
 */
final class Runtimes {
    /** They start the container as processes of the host. NVIDIA's adds devices, and then is runc. */
    private static final Set<String> SHARING_THE_KERNEL =
            Set.of("runc", "crun", "youki", "io.containerd.runc.v2", "nvidia");

    private Runtimes() {}

    /**
     * Accepts one, or ends the launch.
     *
     * @param name what the engine says, a name or a path; empty when it doesn't
     */
    static void require(String name) {
        if (!SHARING_THE_KERNEL.contains(name.substring(name.lastIndexOf('/') + 1))) {
            throw new CliException(
                    ExitCode.UNSUPPORTED_RUNTIME,
                    (name.isEmpty()
                                    ? "the engine doesn't say which runtime it uses"
                                    : "the engine's default runtime is " + Text.quote(name))
                            + "; a sandbox can only be held by rules of the kernel that its programs run on, so gVisor,"
                            + " Kata and the like are refused",
                    "make runc or crun the engine's default runtime, or use another engine: --engine");
        }
    }
}

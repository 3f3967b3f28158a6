package dev.rustyolo.cli.engine;

import java.util.List;
import java.util.Locale;

/** What Docker and Podman say when something can't be started. */
final class DockerMessages {
    private static final List<String> NO_IMAGE =
            List.of("no such image", "unable to find image", "image not known", "no such object");
    private static final List<String> NO_ENGINE = List.of(
            "cannot connect to the docker daemon",
            "is the docker daemon running",
            "permission denied while trying to connect",
            "failed to connect to the docker api",
            "error during connect",
            "cannot connect to podman");

    private static final List<String> PORT_TAKEN = List.of(
            "port is already allocated",
            "address already in use",
            "bind: permission denied",
            // All that slirp4netns(1) says, whatever the reason.
            "slirp_add_hostfwd failed");

    private DockerMessages() {}

    static Diagnosis diagnose(String output) {
        String text = output.toLowerCase(Locale.ROOT);
        if (containsOneOf(text, NO_ENGINE)) {
            return Diagnosis.UNAVAILABLE;
        }
        if (containsOneOf(text, PORT_TAKEN)) {
            return Diagnosis.PORT_TAKEN;
        }
        if (text.contains("could not find slirp4netns")) {
            return Diagnosis.NO_SLIRP4NETNS;
        }
        return containsOneOf(text, NO_IMAGE) ? Diagnosis.IMAGE_MISSING : Diagnosis.OTHER;
    }

    private static boolean containsOneOf(String text, List<String> phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}

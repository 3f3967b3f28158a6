package dev.rustyolo.cli.image;

import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Can agents be put on top of an image? Asked before the build, which takes minutes: the image itself is looked into, by
 * its own shell.
 */
final class BaseCheck {
    private static final String GLIBC = "glibc";
    private static final String MUSL = "musl";
    private static final String INSTALLER = "installer";
    /** What agents can't do without, and the build adds where it can. */
    private static final List<String> NEEDED = List.of("bash", "git", "ca-certificates");

    /** Prints a word for each thing that is there. */
    private static final String SCRIPT = """
            for file in /lib/*-linux-gnu/libc.so.6 /lib64/libc.so.6 /usr/lib64/libc.so.6 /usr/lib/libc.so.6 /lib/libc.so.6
            do [ -e "$file" ] && echo glibc; done
            for file in /lib/ld-musl-*.so.1; do [ -e "$file" ] && echo musl; done
            for program in apt-get dnf microdnf yum zypper
            do command -v "$program" >/dev/null && echo installer; done
            for program in bash git; do command -v "$program" >/dev/null && echo "$program"; done
            for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem
            do [ -s "$file" ] && echo ca-certificates; done
            true
            """;

    private BaseCheck() {}

    /**
     * Looks into it.
     *
     * @return the image's identity
     * @throws CliException when it isn't there, or can't take agents
     */
    static String require(String image, ImageStore store) {
        if (image.equals(ImageKind.AGENT.repository()) || image.startsWith(ImageKind.AGENT.repository() + ":")) {
            throw failure(
                    image + " is what rustyolo builds itself", "name an image of yours, without rustyolo's agents");
        }
        String identity = store.identity(image);
        if (identity.isEmpty()) {
            throw failure(
                    "the image " + image + " isn't there, and rustyolo fetches none",
                    "pull it with your engine's client, or build it");
        }
        Optional<String> answer = store.ask(image, SCRIPT);
        if (answer.isEmpty()) {
            throw failure(
                    "no shell can be run in " + image + ", so nothing can be installed in it",
                    "use an image with /bin/sh, such as one on debian or ubuntu");
        }
        judge(image, Set.copyOf(answer.get().lines().map(String::strip).toList()));
        return identity;
    }

    private static void judge(String image, Set<String> there) {
        if (!there.contains(GLIBC)) {
            throw failure(
                    there.contains(MUSL)
                            ? image
                                    + " has musl, as Alpine has, and the agents are built for glibc: they can't run there"
                            : image + " has no glibc, which the agents can't run without",
                    "put them on an image on Debian, Ubuntu or Fedora; programs of yours run in " + image
                            + " as it is: rustyolo --image " + image + " -- sh");
        }
        List<String> missing = new ArrayList<>(NEEDED);
        missing.removeAll(there);
        if (!missing.isEmpty() && !there.contains(INSTALLER)) {
            throw failure(
                    image + " lacks " + String.join(", ", missing) + ", and has no package manager that rustyolo knows"
                            + " (apt-get, dnf, microdnf, yum, zypper)",
                    "install these in your image");
        }
    }

    private static CliException failure(String what, String remedy) {
        return new CliException(ExitCode.IMAGE_FAILED, "can't build --from: " + what, remedy);
    }
}

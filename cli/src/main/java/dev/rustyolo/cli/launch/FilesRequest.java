package dev.rustyolo.cli.launch;

import java.util.List;

/**
 * What the person asked for about files; texts as typed, empty when not given.
 *
 * @param volumes {@code SRC:DST[:ro]} each
 * @param authHome the directory that keeps logins, or {@code none}
 * @param shareState is agents' whole state to be one for all projects?
 * @param hostConfig may the agent read the person's own settings for it?
 * @param caCertificate a file of certificates to trust
 * @param unsafeMounts paths to mount although a rule refuses them
 */
public record FilesRequest(
        List<String> volumes,
        String authHome,
        boolean shareState,
        boolean hostConfig,
        String caCertificate,
        List<String> unsafeMounts) {
    /** Copies the lists. */
    public FilesRequest {
        volumes = List.copyOf(volumes);
        unsafeMounts = List.copyOf(unsafeMounts);
    }
}

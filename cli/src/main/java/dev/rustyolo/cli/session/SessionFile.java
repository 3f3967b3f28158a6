package dev.rustyolo.cli.session;

/**
 * A file that a session writes for itself.
 *
 * @param name its name in the session's directory
 * @param destination where the sandbox sees it, read-only; empty when it doesn't
 * @param content its text
 */
public record SessionFile(String name, String destination, String content) {
    /** Others may read what is mounted (the directory above keeps them out on the host); nobody else the rest. */
    String permissions() {
        return destination.isEmpty() ? "rw-------" : "rw-r--r--";
    }

    @Override
    public String toString() {
        return "SessionFile[" + name + "]";
    }
}

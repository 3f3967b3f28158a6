package dev.rustyolo.e2e.process;

/**
 * How a program ended.
 *
 * @param exitCode as a shell would report it
 * @param out its standard output
 * @param err its standard error
 */
public record Output(int exitCode, String out, String err) {
    /** Returns both outputs, for searching. */
    public String text() {
        return out + err;
    }
}

package dev.rustyolo.gateway;

/** The gateway's version, which is the program's: image and CLI are built from the same sources. */
final class Version {
    static final String CURRENT = "0.1.0";

    private Version() {}
}

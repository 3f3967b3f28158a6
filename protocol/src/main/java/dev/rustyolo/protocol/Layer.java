package dev.rustyolo.protocol;

import java.util.Locale;

/** Where in the gateway something was refused. */
public enum Layer {
    /** A DNS question. */
    DNS,
    /** A connection, by name and port, before any byte of it. */
    CONNECT,
    /** The ClientHello of a connection. */
    TLS,
    /** The first request of a connection. */
    HTTP,
    /** The banner of a connection. */
    SSH,
    /** The real addresses of an allowed name. */
    ADDRESS;

    /** {@return the name in the protocol: lower case} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.rustyolo.release;

import java.io.Serial;

/** Something that ends the making of a release; its message says what happened, why, and what to do. */
final class ReleaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ReleaseException(String message) {
        super(message);
    }

    ReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.rustyolo.cli.state;

import java.io.IOException;

/** A login has something in it that must not go to other projects. The reason goes on after "it". */
final class NotInertException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;

    NotInertException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

package dev.rustyolo.protocol;

/** Thrown when the other side sends what the protocol does not allow. The message is printable ASCII. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong, with input only in escaped form
     */
    public ProtocolException(String message) {
        super(message);
    }
}

package dev.rustyolo.gateway.kernel;

/** A step as root failed or did not do what it said; the gateway must end. The message says which and why. */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KernelException(String message) {
        super(message);
    }

    public KernelException(String message, Throwable cause) {
        super(message, cause);
    }
}

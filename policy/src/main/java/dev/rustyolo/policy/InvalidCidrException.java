package dev.rustyolo.policy;

/** Thrown when text is not a {@link Cidr}. The message repeats the text (escaped), says why, and what to do. */
public final class InvalidCidrException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * Creates the exception.
     *
     * @param input the text as it was given; it is escaped here
     * @param why what is wrong with it, already safe to print
     * @param remedy what to do about it, already safe to print
     */
    InvalidCidrException(String input, String why, String remedy) {
        super(Text.quote(input) + " is not an address range: " + why + "; " + remedy);
        this.problem = Text.quote(input) + " is not an address range: " + why;
        this.remedy = remedy;
    }

    /** {@return what was given and what is wrong with it; printable ASCII} */
    public String problem() {
        return problem;
    }

    /** {@return what to do about it; printable ASCII} */
    public String remedy() {
        return remedy;
    }
}

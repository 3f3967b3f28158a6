package dev.rustyolo.cli.engine;

/** The images an engine has. */
public interface ImageStore {
    /**
     * Is it there?
     *
     * @throws dev.rustyolo.cli.failure.CliException when the engine doesn't answer
     */
    boolean has(String image);

    /** The hash of the context that an image was built from; empty when there is no such image or it doesn't say. */
    String contextHash(String image);

    /** Starts fetching an image from its registry; exit code 0 means that it is there. */
    Process pull(String image);

    /** Starts a build; it prints its steps to stdout and stderr, and exit code 0 means that the image is there. */
    Process build(BuildSpec build);
}

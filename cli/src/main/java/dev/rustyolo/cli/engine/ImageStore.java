package dev.rustyolo.cli.engine;

import java.util.List;
import java.util.Optional;

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

    /** What identifies the image's content; empty when there is no such image. */
    String identity(String image);

    /** The tags that a repository has here, the newest image's first. */
    List<String> tags(String repository);

    /** Takes a name away, unless a container has it; an image without a name goes. */
    void untag(String image);

    /**
     * Runs a script by the image's own {@code /bin/sh}, with no network and no rights.
     *
     * @return what it printed; nothing when it couldn't be run
     */
    Optional<String> ask(String image, String script);

    /** Starts fetching an image from its registry; exit code 0 means that it is there. */
    Process pull(String image);

    /** Gives an image another name, which another one loses that had it; says whether that worked. */
    boolean name(String image, String name);

    /** Takes a name from an image; one without any goes when nothing uses it. */
    void forget(String name);

    /** Does that program run in a container of the image, without a network, and end well? */
    boolean runs(String image, List<String> command);

    /** Starts a build; it prints its steps to stdout and stderr, and exit code 0 means that the image is there. */
    Process build(BuildSpec build);
}

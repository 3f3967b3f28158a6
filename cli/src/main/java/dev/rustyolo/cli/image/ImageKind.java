package dev.rustyolo.cli.image;

/** The images that the program brings and builds. */
public enum ImageKind {
    /** What agents run in. */
    AGENT("agent", "llm-rustyolo"),
    /** What the gateway runs from. */
    GATEWAY("gateway", "llm-rustyolo-gateway");

    private final String directory;
    private final String repository;

    ImageKind(String directory, String repository) {
        this.directory = directory;
        this.repository = repository;
    }

    /** The name of its directory in the installation. */
    String directory() {
        return directory;
    }

    /** The name without a tag. */
    String repository() {
        return repository;
    }

    /** The image as last built. */
    public String latest() {
        return repository + ":latest";
    }

    /** The image that is to become the last built one, if it is good. */
    public String candidate() {
        return repository + ":candidate";
    }

    /** What the newest versions of agents are read from; gone after that. */
    String newest() {
        return repository + ":newest";
    }

    /** The image that is named by a hash of what is in it. */
    public String at(String hash) {
        return repository + ":" + hash;
    }
}

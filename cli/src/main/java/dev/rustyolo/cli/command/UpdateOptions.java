package dev.rustyolo.cli.command;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.update.ReleaseVersion;
import dev.rustyolo.policy.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is asked of {@code rustyolo update}.
 *
 * @param binary is the program to be updated?
 * @param image are the images?
 * @param agents are the agents in them, whatever else there is to do?
 * @param yes is every question answered?
 * @param check is only to be looked?
 * @param quiet and nothing to be said?
 * @param rollback is it the way back that is wanted?
 * @param to a version, for not the newest
 */
record UpdateOptions(
        boolean binary,
        boolean image,
        boolean agents,
        boolean yes,
        boolean check,
        boolean quiet,
        boolean rollback,
        Optional<ReleaseVersion> to) {
    static final String BINARY = "--binary";
    static final String IMAGE = "--image";
    static final String AGENTS = "--agents";
    static final String YES = "--yes";
    static final String API_URL = "--api-url";
    static final String REPOSITORY = "--repository";
    static final String REGISTRY = "--registry";
    static final String CA_CERT = "--ca-cert";

    private static final String CHECK = "--check";
    private static final String QUIET = "--quiet";
    private static final String TO = "--to";
    private static final String ROLLBACK = "--rollback";

    /** All of them, for the help. */
    static List<OptionSpec> specs() {
        return List.of(
                VerbFrame.flag(BINARY, "Update the program alone."),
                VerbFrame.flag(
                        IMAGE,
                        "Update the images alone: fetched by digest when this version's signed manifest names them, else"
                                + " built. Without any of " + BINARY + ", " + IMAGE + " and " + AGENTS
                                + ": program and images."),
                VerbFrame.flag(
                        AGENTS,
                        "Install the newest versions of the image's agents, instead of those that this rustyolo pins"
                                + " (rustyolo agents)."),
                VerbFrame.flag(YES, "Ask nothing."),
                VerbFrame.flag(CHECK, "Only say whether there is a newer version."),
                VerbFrame.value(TO, "VERSION", "Update to this version instead of the newest; never to an older one."),
                VerbFrame.flag(ROLLBACK, "Go back to the version before the last update."),
                VerbFrame.value(API_URL, "URL", "The server, which answers as GitHub's API does; over https."),
                VerbFrame.value(REPOSITORY, "OWNER/NAME", "The repository whose releases it has."),
                VerbFrame.value(
                        REGISTRY,
                        "HOST[:PORT][/PATH]",
                        "Where published images are fetched, in the place of the registry that the signed manifest names."),
                VerbFrame.value(
                        CA_CERT,
                        "FILE",
                        "Certificates (PEM) of a proxy that re-signs TLS; trusted beside the public ones."),
                VerbFrame.flag(
                        QUIET, "With " + CHECK + ": say nothing, and keep the answer for the next session's end."),
                EngineChoice.option());
    }

    /**
     * Reads them.
     *
     * @throws CliException when they contradict each other
     */
    static UpdateOptions of(ParseResult options) {
        boolean binary = options.hasMatchedOption(BINARY);
        boolean image = options.hasMatchedOption(IMAGE);
        boolean agents = options.hasMatchedOption(AGENTS);
        boolean none = !binary && !image && !agents;
        requireAtMostOne(options, List.of(CHECK, ROLLBACK, IMAGE));
        requireAtMostOne(options, List.of(CHECK, ROLLBACK, AGENTS));
        requireAtMostOne(options, List.of(CHECK, YES));
        requireAtMostOne(options, List.of(ROLLBACK, TO));
        String to = options.matchedOptionValue(TO, "");
        if (!to.isEmpty() && !none && !binary) {
            throw CliException.usage(TO + " is about the program, and that isn't to be updated", "leave one out");
        }
        if (options.hasMatchedOption(QUIET) && !options.hasMatchedOption(CHECK)) {
            throw CliException.usage(QUIET + " goes with " + CHECK + " alone", "leave it out");
        }
        boolean rollback = options.hasMatchedOption(ROLLBACK);
        return new UpdateOptions(
                binary || none,
                image || (none && !rollback),
                agents,
                options.hasMatchedOption(YES),
                options.hasMatchedOption(CHECK),
                options.hasMatchedOption(QUIET),
                rollback,
                version(to));
    }

    private static Optional<ReleaseVersion> version(String to) {
        if (to.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReleaseVersion> version = ReleaseVersion.parse(to.startsWith("v") ? to.substring(1) : to);
        if (version.isEmpty()) {
            throw CliException.usage(TO + " " + Text.quote(to) + " isn't a version", "write it like " + TO + " 1.2.3");
        }
        return version;
    }

    private static void requireAtMostOne(ParseResult options, List<String> names) {
        List<String> given = new ArrayList<>(names);
        given.removeIf(name -> !options.hasMatchedOption(name));
        if (given.size() > 1) {
            throw CliException.usage(given.getFirst() + " and " + given.get(1) + " contradict each other", "give one");
        }
    }
}

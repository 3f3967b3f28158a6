package dev.rustyolo.cli.update;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.net.URI;

/**
 * Where releases are asked for.
 *
 * @param api GitHub's API, or what answers like it
 * @param repository owner and name
 */
public record UpdateSource(URI api, String repository) {
    /** GitHub's own. */
    public static final String DEFAULT_API = "https://api.github.com";

    /** Where rustyolo is developed. */
    public static final String DEFAULT_REPOSITORY = "rustyolo/rustyolo";

    private static final int LONGEST = 100;

    /**
     * Reads both.
     *
     * @throws CliException when one isn't what it should be
     */
    public static UpdateSource parse(String api, String repository) {
        checkRepository(repository);
        return new UpdateSource(checkApi(api), repository);
    }

    /**
     * Checks an API's address.
     *
     * @throws CliException when it isn't an https address without a query
     */
    public static URI checkApi(String api) {
        try {
            URI address = Web.address(api.endsWith("/") ? api.substring(0, api.length() - 1) : api, "the API");
            if (address.getRawQuery() == null) {
                return address;
            }
        } catch (CliException e) {
            // Said below.
        }
        throw CliException.usage(
                "can't use the API's address " + Text.quote(api) + ": it isn't an https address",
                "write it like " + DEFAULT_API);
    }

    /**
     * Checks a repository's name.
     *
     * @throws CliException when it isn't {@code OWNER/NAME}
     */
    public static void checkRepository(String repository) {
        int slash = repository.indexOf('/');
        if (slash <= 0 || !isName(repository.substring(0, slash)) || !isName(repository.substring(slash + 1))) {
            throw CliException.usage(
                    "can't use the repository " + Text.quote(repository) + ": it isn't OWNER/NAME",
                    "write it like " + DEFAULT_REPOSITORY);
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && !text.startsWith(".")
                && text.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || c == '-'
                                || c == '_'
                                || c == '.');
    }

    URI releases(String which) {
        return URI.create(api + "/repos/" + repository + "/releases/" + which);
    }
}

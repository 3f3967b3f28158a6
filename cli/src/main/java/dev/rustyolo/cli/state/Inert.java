package dev.rustyolo.cli.state;

import dev.rustyolo.cli.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether something may go from one project's session to those of all others. Agents put of their logins what they like
 * before their models (Claude Code did the account's e-mail address), so there may be nothing in them that could be read as
 * an instruction, hide in a terminal, or carry much: tokens, keys, numbers and addresses of the web have no spaces.
 */
final class Inert {
    private static final int LONGEST_WORD = 16 * 1024;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_LOGIN = 128 * 1024;
    /** RFC 6749: the names of what a token is good for, with spaces in between. */
    private static final String SCOPE = "scope";

    private static final Set<String> SCOPES = Set.of("openid", "email", "profile", "offline_access");

    private Inert() {}

    /**
     * Returns a login that is.
     *
     * @throws NotInertException when it isn't
     */
    static Json.Members require(Json.Members login) throws NotInertException {
        if (Json.text(login).length() > LONGEST_LOGIN) {
            throw new NotInertException("is longer than any login");
        }
        requireMembers(login.map());
        return login;
    }

    /** The same of a login that is one text, which may end with a line's end. */
    static String require(String login) throws NotInertException {
        if (login.length() > LONGEST_LOGIN || !login.strip().chars().allMatch(Inert::isGraphic)) {
            throw new NotInertException("isn't one word, as a login in one text is");
        }
        return login;
    }

    private static void requireMembers(Map<String, Json> members) throws NotInertException {
        for (Map.Entry<String, Json> member : members.entrySet()) {
            String name = member.getKey();
            if (name.length() > LONGEST_NAME || !name.chars().allMatch(Inert::isGraphic)) {
                throw new NotInertException("has a name in it that no login has");
            }
            boolean scope = name.equals(SCOPE) && member.getValue() instanceof Json.Words(String text) && isScope(text);
            if (!scope) {
                require(name, member.getValue());
            }
        }
    }

    private static void require(String name, Json value) throws NotInertException {
        switch (value) {
            case Json.Members(Map<String, Json> map) -> requireMembers(map);
            case Json.Items(List<Json> list) -> {
                for (Json item : list) {
                    require(name, item);
                }
            }
            case Json.Words(String text) -> {
                if (text.length() > LONGEST_WORD || !text.chars().allMatch(Inert::isGraphic)) {
                    throw new NotInertException("has a text as " + name + ", where a login has one word");
                }
            }
            case Json.Literal(String text) -> {
                if (text.length() > LONGEST_NAME) {
                    throw new NotInertException("has a longer number as " + name + " than any login");
                }
            }
        }
    }

    private static boolean isScope(String text) {
        return text.length() <= LONGEST_WORD
                && List.of(text.split(" ", -1)).stream()
                        .allMatch(word -> SCOPES.contains(word)
                                || (word.startsWith("https://") && word.chars().allMatch(Inert::isGraphic)));
    }

    private static boolean isGraphic(int c) {
        return c > ' ' && c < 0x7f;
    }
}

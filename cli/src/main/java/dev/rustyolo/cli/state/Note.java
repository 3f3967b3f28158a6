package dev.rustyolo.cli.state;

import dev.rustyolo.cli.agent.Credential.Form;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a session must remember until its files are brought back, perhaps by another run: that one may know other agents.
 * It stands in the session's directory, out of the agent's sight.
 *
 * @param owner who gets what is written, when we are root: one account, or none
 * @param entries the files
 */
record Note(List<Account> owner, List<Entry> entries) {
    /**
     * A file, and a fingerprint of what was kept of it when the session began.
     *
     * @param before empty when there was nothing
     */
    record Entry(KeptFile kept, String before) {}

    /** Copies the lists. */
    Note {
        owner = List.copyOf(owner);
        entries = List.copyOf(entries);
    }

    /** As one line of JSON. */
    String text() {
        List<Json> owners = new ArrayList<>();
        for (Account account : owner) {
            owners.add(new Json.Literal(Long.toString(account.uid())));
            owners.add(new Json.Literal(Long.toString(account.gid())));
        }
        List<Json> files = entries.stream().map(Note::json).toList();
        return Json.text(new Json.Members(Map.of("owner", new Json.Items(owners), "files", new Json.Items(files))));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IOException when it is something else
     */
    static Note parse(String text) throws IOException {
        Json.Members all = Json.parse(text);
        List<Json> owner = items(all, "owner");
        List<Entry> entries = new ArrayList<>();
        for (Json each : items(all, "files")) {
            if (!(each instanceof Json.Members members)) {
                throw damaged();
            }
            Form form = form(words(members, "form"), strings(items(members, "values")));
            KeptFile kept = new KeptFile(
                    Path.of(words(members, "root")),
                    words(members, "file"),
                    form,
                    words(members, "login").equals("true"));
            entries.add(new Entry(kept, words(members, "before")));
        }
        return new Note(
                owner.size() == 2 ? List.of(new Account(number(owner.get(0)), number(owner.get(1)))) : List.of(),
                entries);
    }

    private static Json json(Entry entry) {
        KeptFile kept = entry.kept();
        List<String> values = switch (kept.form()) {
            case Form.Text(), Form.Word(), Form.Json() -> List.of();
            case Form.Keys(List<String> keys) -> keys;
            case Form.Entries(String field, Set<String> kinds, Set<String> members) -> {
                List<String> all = new ArrayList<>(List.of(field, String.join(" ", new TreeSet<>(kinds))));
                all.addAll(new TreeSet<>(members));
                yield all;
            }
        };
        String form = switch (kept.form()) {
            case Form.Text() -> "text";
            case Form.Word() -> "word";
            case Form.Json() -> "json";
            case Form.Keys ignored -> "keys";
            case Form.Entries ignored -> "kinds";
        };
        return new Json.Members(Map.of(
                "root", new Json.Words(kept.root().toString()),
                "file", new Json.Words(kept.file()),
                "form", new Json.Words(form),
                "values",
                        new Json.Items(
                                values.stream().<Json>map(Json.Words::new).toList()),
                "login", new Json.Words(Boolean.toString(kept.login())),
                "before", new Json.Words(entry.before())));
    }

    private static Form form(String name, List<String> values) throws IOException {
        return switch (name) {
            case "text" -> new Form.Text();
            case "word" -> new Form.Word();
            case "json" -> new Form.Json();
            case "keys" -> new Form.Keys(values);
            case "kinds" -> {
                if (values.size() < 2) {
                    throw damaged();
                }
                yield new Form.Entries(
                        values.get(0),
                        Set.of(values.get(1).split(" ", -1)),
                        Set.copyOf(values.subList(2, values.size())));
            }
            default -> throw damaged();
        };
    }

    private static List<Json> items(Json.Members members, String name) throws IOException {
        if (members.map().get(name) instanceof Json.Items(List<Json> list)) {
            return list;
        }
        throw damaged();
    }

    private static String words(Json.Members members, String name) throws IOException {
        if (members.map().get(name) instanceof Json.Words(String text)) {
            return text;
        }
        throw damaged();
    }

    private static List<String> strings(List<Json> items) throws IOException {
        List<String> strings = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Words(String text))) {
                throw damaged();
            }
            strings.add(text);
        }
        return strings;
    }

    private static long number(Json item) throws IOException {
        if (item instanceof Json.Literal(String text)) {
            return Long.parseLong(text);
        }
        throw damaged();
    }

    private static IOException damaged() {
        return new IOException("the note on what is to be kept is damaged");
    }
}

package dev.rustyolo.cli.state;

import dev.rustyolo.cli.agent.Credential.Form;
import dev.rustyolo.cli.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes of a file's content what may be kept, and lays it over what is there already. */
final class Kept {
    private Kept() {}

    /**
     * What may be kept.
     *
     * @param form which part
     * @param content the file
     * @return empty when there is nothing in it to keep
     * @throws IOException when it isn't of the form that it should have
     */
    static String of(Form form, String content) throws IOException {
        return switch (form) {
            case Form.Text() -> content;
            case Form.Word() -> Inert.require(content);
            case Form.Json() -> Json.text(Inert.require(Json.parseSettings(content)));
            case Form.Keys(List<String> keys) -> text(Inert.require(some(Json.parseSettings(content), keys)));
            case Form.Entries(String field, var kinds, var kept) -> {
                Map<String, Json> inert = new LinkedHashMap<>();
                Json.parseSettings(content).map().forEach((name, value) -> {
                    if (value instanceof Json.Members(Map<String, Json> members)
                            && members.get(field) instanceof Json.Words(String kind)
                            && kinds.contains(kind)) {
                        Map<String, Json> some = new LinkedHashMap<>(members);
                        some.keySet().retainAll(kept);
                        inert.put(name, new Json.Members(some));
                    }
                });
                yield text(Inert.require(new Json.Members(inert)));
            }
        };
    }

    /**
     * A file with what is kept in it; of settings, the members that aren't kept stay as they are.
     *
     * @param form which part is kept
     * @param content the file as it is; empty when there is none, or none that can be read
     * @param kept what {@link #of} returned
     * @return empty when nothing is left
     */
    static String over(Form form, String content, String kept) throws IOException {
        if (!(form instanceof Form.Keys(List<String> keys))) {
            return kept;
        }
        Json.Members members = content.isEmpty() ? Json.Members.NONE : Json.parseSettings(content);
        for (String key : keys) {
            members = with(members, List.of(key.split("\\.", -1)), List.of());
        }
        Json.Members login = kept.isEmpty() ? Json.Members.NONE : Json.parseSettings(kept);
        return text(merged(members, login));
    }

    private static Json.Members some(Json.Members all, List<String> keys) {
        Json.Members some = Json.Members.NONE;
        for (String key : keys) {
            List<String> path = List.of(key.split("\\.", -1));
            some = with(some, path, find(all, path));
        }
        return some;
    }

    private static List<Json> find(Json.Members members, List<String> path) {
        Json value = members;
        for (String name : path) {
            if (!(value instanceof Json.Members(Map<String, Json> map)) || !map.containsKey(name)) {
                return List.of();
            }
            value = map.getOrDefault(name, Json.Members.NONE);
        }
        return List.of(value);
    }

    /** With that value at that place, or, with none, without what is there. */
    private static Json.Members with(Json.Members members, List<String> path, List<Json> value) {
        Map<String, Json> map = new LinkedHashMap<>(members.map());
        String name = path.getFirst();
        List<Json> inner = value;
        if (path.size() > 1) {
            Json.Members below = map.get(name) instanceof Json.Members there ? there : Json.Members.NONE;
            Json.Members changed = with(below, path.subList(1, path.size()), value);
            inner = changed.map().isEmpty() ? List.of() : List.of(changed);
        }
        map.remove(name);
        inner.forEach(each -> map.put(name, each));
        return new Json.Members(map);
    }

    private static Json.Members merged(Json.Members below, Json.Members above) {
        Map<String, Json> map = new LinkedHashMap<>(below.map());
        above.map().forEach((name, value) -> {
            map.put(name, mergedValues(map.getOrDefault(name, value), value));
        });
        return new Json.Members(map);
    }

    private static Json mergedValues(Json below, Json above) {
        return below instanceof Json.Members under && above instanceof Json.Members over ? merged(under, over) : above;
    }

    private static String text(Json.Members members) {
        return members.map().isEmpty() ? "" : Json.text(members);
    }
}

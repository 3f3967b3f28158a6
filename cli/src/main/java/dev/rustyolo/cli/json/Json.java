package dev.rustyolo.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value (RFC 8259). No name stands twice in an object, and nothing behind it. */
public sealed interface Json {
    /** Members in their order, each name once. */
    record Members(Map<String, Json> map) implements Json {
        public static final Members NONE = new Members(Map.of());

        public Members {
            map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
    }

    /** An array. */
    record Items(List<Json> list) implements Json {
        public Items {
            list = List.copyOf(list);
        }
    }

    /** A string. */
    record Words(String text) implements Json {}

    /** A number, {@code true}, {@code false} or {@code null}, as it was written. */
    record Literal(String text) implements Json {}

    /**
     * Reads an object.
     *
     * @throws IOException when it isn't one, or is nested too deeply, or there is something behind it
     */
    static Members parse(String text) throws IOException {
        return parse(text, false);
    }

    /** The same for settings, above which some agents write comments. */
    static Members parseSettings(String text) throws IOException {
        return parse(text, true);
    }

    private static Members parse(String text, boolean comments) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            parser.configure(JsonParser.Feature.ALLOW_COMMENTS, comments);
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && read(parser) instanceof Members members
                    && parser.nextToken() == null) {
                return members;
            }
            throw new IOException("it isn't one JSON object");
        }
    }

    /** Writes it on one line. */
    static String text(Json value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a string refuses to be written to", e);
        }
        return text.toString();
    }

    private static Json read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield new Items(items);
            }
            case VALUE_STRING -> new Words(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                new Literal(parser.getText());
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IOException("it isn't JSON");
        };
    }

    private static void write(JsonGenerator generator, Json value) throws IOException {
        switch (value) {
            case Members(Map<String, Json> map) -> {
                generator.writeStartObject();
                for (Map.Entry<String, Json> member : map.entrySet()) {
                    generator.writeFieldName(member.getKey());
                    write(generator, member.getValue());
                }
                generator.writeEndObject();
            }
            case Items(List<Json> list) -> {
                generator.writeStartArray();
                for (Json item : list) {
                    write(generator, item);
                }
                generator.writeEndArray();
            }
            case Words(String text) -> generator.writeString(text);
            case Literal(String text) -> generator.writeRawValue(text);
        }
    }
}

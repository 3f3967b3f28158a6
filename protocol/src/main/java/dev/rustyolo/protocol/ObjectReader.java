package dev.rustyolo.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line as a JSON object of {@link JsonValue}s, and refuses whatever else JSON could hold. */
public final class ObjectReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Codec.MAX_LINE)
                    .build())
            // Names come from the other side: don't keep them for the life of the process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;

    private ObjectReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one.
     *
     * @param line a line without its end
     * @return the fields by name, in their order
     * @throws ProtocolException if it is anything else
     */
    public static Map<String, JsonValue> read(String line) {
        if (line.length() > Codec.MAX_LINE) {
            throw new ProtocolException("the line is longer than " + Codec.MAX_LINE + " characters");
        }
        if (line.chars().anyMatch(c -> c < ' ')) {
            throw new ProtocolException("the line contains a control character");
        }
        try (JsonParser parser = FACTORY.createParser(line)) {
            return new ObjectReader(parser).object();
        } catch (JsonProcessingException e) {
            throw new ProtocolException("the line is not a message in JSON: " + Text.quote(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Map<String, JsonValue> object() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ProtocolException("the line is not a JSON object");
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            put(fields, name, value(name));
        }
        if (parser.nextToken() != null) {
            throw new ProtocolException("something follows the JSON object on its line");
        }
        return fields;
    }

    private JsonValue value(String name) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new JsonValue.Str(parser.getText());
            case VALUE_NUMBER_INT -> new JsonValue.Whole(parser.getLongValue());
            case START_ARRAY -> texts(name);
            case START_OBJECT -> numbers(name);
            default -> throw wrongType(name);
        };
    }

    private JsonValue texts(String name) throws IOException {
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw wrongType(name);
            }
            values.add(parser.getText());
        }
        return new JsonValue.StringList(values);
    }

    private JsonValue numbers(String name) throws IOException {
        Map<String, Long> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw wrongType(name);
            }
            put(values, key, parser.getLongValue());
        }
        return new JsonValue.WholeObject(values);
    }

    private static <T> void put(Map<String, T> fields, String name, T value) {
        if (fields.putIfAbsent(name, value) != null) {
            throw new ProtocolException("the field " + Text.quote(name) + " comes twice");
        }
    }

    private static ProtocolException wrongType(String name) {
        return new ProtocolException("the field " + Text.quote(name) + " has a value of the wrong type");
    }
}

package dev.rustyolo.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes one message as a JSON object on one line of printable ASCII. */
public final class ObjectWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** One field's worth of calls to a generator. */
    private interface Step {
        void run() throws IOException;
    }

    private final StringWriter text = new StringWriter();
    private final JsonGenerator generator;

    /**
     * Begins one.
     *
     * @param type the value of its first field, {@code "type"}
     */
    public ObjectWriter(String type) {
        try {
            // Everything above "~" is escaped: DEL, the C1 controls, bidirectional overrides, unpaired surrogates.
            generator = FACTORY.createGenerator(text).setHighestNonEscapedChar('~');
            generator.writeStartObject();
            generator.writeStringField("type", type);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** Adds a string. */
    public ObjectWriter string(String name, String value) {
        return write(() -> generator.writeStringField(name, value));
    }

    /** Adds a number. */
    public ObjectWriter number(String name, long value) {
        return write(() -> generator.writeNumberField(name, value));
    }

    /** Adds an array of strings. */
    public ObjectWriter strings(String name, List<String> values) {
        return write(() -> {
            generator.writeArrayFieldStart(name);
            for (String value : values) {
                generator.writeString(value);
            }
            generator.writeEndArray();
        });
    }

    /** Adds an object of numbers. */
    public ObjectWriter numbers(String name, Map<String, Long> values) {
        return write(() -> {
            generator.writeObjectFieldStart(name);
            for (Map.Entry<String, Long> entry : values.entrySet()) {
                generator.writeNumberField(entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        });
    }

    /**
     * {@return the finished line, without its end}
     *
     * @throws ProtocolException if it is longer than {@link Codec#MAX_LINE}
     */
    public String line() {
        write(() -> {
            generator.writeEndObject();
            generator.close();
        });
        String line = text.toString();
        if (line.length() > Codec.MAX_LINE) {
            throw new ProtocolException("the message is longer than " + Codec.MAX_LINE + " characters");
        }
        return line;
    }

    private ObjectWriter write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }
}

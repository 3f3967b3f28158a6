package dev.rustyolo.e2e.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The model that agents talk to: it has their tools do what the suite wrote, step by step. */
public final class ScriptedModel {
    /** What the model says when the script has come to its end. */
    public static final String CLOSING_TEXT = "The script is done.";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Node node;
    private final int before;

    private ScriptedModel(Node node, int before) {
        this.node = node;
        this.before = before;
    }

    /** Gives the model a new script. */
    public static ScriptedModel play(Lab lab, List<Step> script) {
        Node node = lab.model();
        int before = node.sightings().size();
        node.send(json(script));
        ScriptedModel model = new ScriptedModel(node, before);
        model.await("its script", "script");
        return model;
    }

    /** Waits until the agent has asked for the first step. */
    public void awaitStart() {
        await("its first step", "step");
    }

    /** Returns what the tool said to a step, counted from 0. */
    public String result(int step) {
        String number = String.valueOf(step + 1);
        return node.sightings()
                .await(
                        "the result of step " + step,
                        PATIENCE,
                        before,
                        seen -> seen.kind().equals("result") && seen.source().equals(number))
                .payload();
    }

    private void await(String what, String kind) {
        node.sightings().await(what, PATIENCE, before, seen -> seen.kind().equals(kind));
    }

    private static String json(List<Step> script) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Step step : script) {
                json.writeStartObject();
                json.writeStringField("tool", step.tool());
                json.writeObjectFieldStart("input");
                for (Map.Entry<String, String> each : step.input().entrySet()) {
                    json.writeStringField(each.getKey(), each.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * A use of one of the agent's tools.
     *
     * @param tool its name, such as "Bash"
     * @param input its arguments
     */
    public record Step(String tool, Map<String, String> input) {
        /** Runs a shell command. */
        public static Step bash(String command) {
            return new Step("Bash", Map.of("command", command, "description", "as scripted"));
        }

        /** Says something, to agents without tools. */
        public static Step text(String text) {
            return new Step("Text", Map.of("text", text));
        }

        /** Reads a file. */
        public static Step read(String file) {
            return new Step("Read", Map.of("file_path", file));
        }

        /** Replaces a piece of a file. */
        public static Step edit(String file, String before, String after) {
            return new Step("Edit", Map.of("file_path", file, "old_string", before, "new_string", after));
        }
    }
}

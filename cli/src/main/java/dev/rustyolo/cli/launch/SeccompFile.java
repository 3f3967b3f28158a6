package dev.rustyolo.cli.launch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a person's seccomp profile, as far as the engines wouldn't say what is wrong with it. */
final class SeccompFile {
    private static final int LONGEST_BYTES = 1 << 20;

    private SeccompFile() {}

    /** Returns its text. An engine takes an object without a default action for no profile at all, without a word. */
    static String read(Path file) {
        String shown = "can't use the seccomp profile " + Text.quote(file.toString()) + ": ";
        String remedy = "name a profile in the engines' format, such as lib/seccomp/agent.json of the installation";
        if (!Files.isRegularFile(file)) {
            throw CliException.usage(shown + "it is no file", remedy);
        }
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                throw CliException.usage(shown + "it has more than a mebibyte", remedy);
            }
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CliException.usage(shown + e.getMessage(), remedy);
        }
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (!hasDefaultAction(parser)) {
                throw CliException.usage(shown + "it has no \"defaultAction\"", remedy);
            }
        } catch (IOException e) {
            throw CliException.usage(shown + "it is not JSON", remedy);
        }
        return text;
    }

    private static boolean hasDefaultAction(JsonParser parser) throws IOException {
        boolean has = false;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
            has |= name.equals("defaultAction") && text && parser.getText().startsWith("SCMP_ACT_");
            parser.skipChildren();
        }
        return has && parser.nextToken() == null;
    }
}

package dev.rustyolo.cli.state;

import dev.rustyolo.cli.agent.Credential.Form;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.workspace.OpenDirectory;
import dev.rustyolo.cli.workspace.OpenDirectory.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was brought back of a session whose agent has ended: of its files, those that it has changed and that are what
 * they should be. Everything else goes with the session's directory.
 *
 * @param notes what was kept, one line each
 * @param warnings what wasn't, and why, one line each
 * @param complete is there nothing left to be brought back?
 */
public record TakenBack(List<String> notes, List<String> warnings, boolean complete) {
    private static final TakenBack NOTHING = new TakenBack(List.of(), List.of(), true);

    /** Copies the lists. */
    public TakenBack {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Brings back what a session has changed, once.
     *
     * @param session the session's directory; may be one that never began
     */
    public static TakenBack from(Path session) {
        Path noteFile = session.resolve(SessionState.NOTE);
        Path directory = session.resolve(SessionState.DIRECTORY);
        if (!Files.exists(noteFile) || !Files.isDirectory(directory)) {
            return NOTHING;
        }
        List<String> notes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        boolean complete = true;
        try {
            Note note = Note.parse(Files.readString(noteFile));
            OpenDirectory state = new OpenDirectory(directory, List.of());
            for (Note.Entry entry : note.entries()) {
                OpenDirectory target = new OpenDirectory(entry.kept().root(), note.owner());
                complete &= takeBack(entry, state, target, notes, warnings);
            }
            if (complete) {
                Files.deleteIfExists(noteFile);
            }
        } catch (IOException e) {
            warnings.add("what a session changed of its logins is lost: " + e.getMessage());
        }
        return new TakenBack(notes, warnings, complete);
    }

    private static boolean takeBack(
            Note.Entry entry, OpenDirectory state, OpenDirectory target, List<String> notes, List<String> warnings) {
        KeptFile file = entry.kept();
        String kept;
        switch (state.read(file.path(), SessionState.LIMIT)) {
            case Found.Absent() -> kept = "";
            case Found.Refused(String reason) -> {
                warnings.add(untouched(file, reason));
                return true;
            }
            case Found.Content(String text) -> {
                try {
                    kept = Kept.of(file.form(), text);
                } catch (NotInertException e) {
                    warnings.add(untouched(file, e.reason()));
                    return true;
                } catch (IOException e) {
                    warnings.add(untouched(file, "isn't valid JSON"));
                    return true;
                }
            }
        }
        if (SessionState.fingerprint(kept).equals(entry.before())) {
            return true;
        }
        try {
            keep(file, kept, target);
        } catch (IOException e) {
            warnings.add("can't keep what the agent changed of " + file.file() + " in " + file.root() + ": "
                    + e.getMessage() + "; the next start tries again");
            return false;
        }
        if (file.login()) {
            notes.add(
                    (kept.isEmpty() ? "the agent removed its login: " : "the agent changed its login, which is kept: ")
                            + file.root().resolve(file.file()));
        }
        return true;
    }

    private static void keep(KeptFile file, String kept, OpenDirectory target) throws IOException {
        PrivateDirectories.createAll(file.root());
        String there = "";
        if (file.form() instanceof Form.Keys
                && target.read(file.path(), SessionState.LIMIT) instanceof Found.Content(String text)) {
            there = text;
        }
        String content;
        try {
            content = Kept.over(file.form(), there, kept);
        } catch (IOException e) {
            content = Kept.over(file.form(), "", kept);
        }
        if (content.isEmpty()) {
            target.delete(file.path());
        } else {
            target.write(file.path(), content, true);
        }
    }

    private static String untouched(KeptFile file, String reason) {
        return "the agent's " + file.file() + " isn't kept: it " + reason + "; what was kept before stays";
    }
}

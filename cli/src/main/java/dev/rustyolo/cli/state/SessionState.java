package dev.rustyolo.cli.state;

import dev.rustyolo.cli.agent.Credential;
import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.failure.ExitCode;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.host.FileOwners;
import dev.rustyolo.cli.host.FileWriter;
import dev.rustyolo.cli.host.Fingerprint;
import dev.rustyolo.cli.host.PrivateDirectories;
import dev.rustyolo.cli.workspace.OpenDirectory;
import dev.rustyolo.cli.workspace.OpenDirectory.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The directory of agents' state that a session begins with.
 *
 * @param kept the files that are brought in, and back
 * @param seeds files that are the same in each session
 * @param directories what must be there
 * @param stubs files that something is mounted over
 * @param owner who gets what is made, when we are root: one account, or none
 */
public record SessionState(
        List<KeptFile> kept, Map<String, String> seeds, List<Path> directories, List<Path> stubs, List<Account> owner) {
    /** Its name in the session's directory; the agent sees nothing else of that. */
    public static final String DIRECTORY = "state";

    static final String NOTE = "kept";
    static final int LIMIT = 4 << 20;
    private static final int FINGERPRINT = 64;

    /** Copies all. */
    public SessionState {
        kept = List.copyOf(kept);
        seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
        directories = List.copyOf(directories);
        stubs = List.copyOf(stubs);
        owner = List.copyOf(owner);
    }

    /**
     * Makes the directory.
     *
     * @param session the session's directory
     * @return what the person should know, one line each
     */
    public List<String> begin(Path session) {
        Path directory = session.resolve(DIRECTORY);
        List<String> warnings = new ArrayList<>();
        try {
            PrivateDirectories.create(directory);
            for (Account account : owner) {
                FileOwners.give(directory, account);
            }
            OpenDirectory state = new OpenDirectory(directory, owner);
            for (Path each : directories) {
                state.makeDirectory(each);
            }
            for (Path stub : stubs) {
                state.write(stub, "", false);
            }
            Map<String, String> contents = new HashMap<>(seeds);
            List<Note.Entry> entries = new ArrayList<>();
            for (KeptFile file : kept) {
                String known = bringIn(file, warnings);
                if (!known.isEmpty()) {
                    String seed = contents.getOrDefault(file.file(), "");
                    contents.put(file.file(), Kept.over(file.form(), seed, known));
                }
                entries.add(new Note.Entry(file, fingerprint(known)));
            }
            for (Map.Entry<String, String> content : contents.entrySet()) {
                state.write(Path.of(content.getKey()), content.getValue(), false);
            }
            FileWriter.create(session.resolve(NOTE), new Note(owner, entries).text(), "rw-------");
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.IO,
                    "can't make the directory of the agent's state: " + e.getMessage(),
                    "check that there is space and that you may write to the state directory",
                    e);
        }
        return List.copyOf(warnings);
    }

    private String bringIn(KeptFile file, List<String> warnings) {
        Found found = new OpenDirectory(file.root(), owner).read(file.path(), LIMIT);
        return switch (found) {
            case Found.Absent() -> "";
            case Found.Refused(String reason) -> {
                warnings.add(unused(file, reason));
                yield "";
            }
            case Found.Content(String text) -> {
                try {
                    yield Kept.of(file.form(), text);
                } catch (NotInertException e) {
                    warnings.add(unused(file, e.reason()));
                    yield "";
                } catch (IOException e) {
                    // What is there for settings, an agent or a person may have made half of it: it is left alone.
                    if (!(file.form() instanceof Credential.Form.Keys) || !text.isBlank()) {
                        warnings.add(unused(file, "isn't valid JSON"));
                    }
                    yield "";
                }
            }
        };
    }

    private static String unused(KeptFile file, String reason) {
        return file.root().resolve(file.file()) + " isn't used: it " + reason;
    }

    /** Of what is kept of a file; empty for nothing. */
    static String fingerprint(String kept) {
        return kept.isEmpty() ? "" : Fingerprint.of(kept, FINGERPRINT);
    }
}

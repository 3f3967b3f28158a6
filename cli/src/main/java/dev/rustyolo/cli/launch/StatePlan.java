package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.cli.host.Account;
import dev.rustyolo.cli.state.KeptFile;
import dev.rustyolo.cli.state.SessionState;
import dev.rustyolo.cli.workspace.BindMount;
import dev.rustyolo.cli.workspace.SandboxPaths;
import dev.rustyolo.cli.workspace.StateMounts;
import dev.rustyolo.cli.workspace.Workspace;
import dev.rustyolo.policy.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a session has for its agents' state, and what the person is told about it.
 *
 * @param mounts how the sandbox sees it
 * @param kept the files that are brought in, and back
 * @param seeds files that are the same in each session
 * @param notes what is kept
 * @param warnings what the person should not overlook
 */
record StatePlan(
        StateMounts mounts, List<KeptFile> kept, Map<String, String> seeds, List<String> notes, List<String> warnings) {

    /** Copies the lists. */
    StatePlan {
        kept = List.copyOf(kept);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Judges the place of a file or a directory below the directory of agents' state.
     *
     * @param key the key that it is the value of
     */
    static void requirePath(String key, String text) {
        boolean plain = !text.isEmpty();
        for (String name : text.split("/", -1)) {
            plain &= !name.isEmpty() && !name.equals(".") && !name.equals("..");
        }
        for (int i = 0; i < text.length(); i++) {
            plain &= !Character.isISOControl(text.charAt(i)) && "\"\\:".indexOf(text.charAt(i)) < 0;
        }
        if (!plain) {
            throw CliException.usage(
                    key + ": " + Text.quote(text) + " isn't a place below " + SandboxPaths.AUTH_HOME,
                    "write it like \"mine/auth.json\", without .. and without a / at either end");
        }
    }

    /** Is that mount our own way to keep things (else something of the person's)? */
    boolean isOwn(BindMount mount) {
        boolean inside = SandboxPaths.isWithin(mount.destination(), SandboxPaths.AUTH_HOME);
        return mounts.fresh()
                && inside
                && !mount.readOnly()
                && (mounts.ours().contains(mount.source()) || mount.source().equals(mounts.directory()));
    }

    /** The directory that the session begins with: one, or none where it is shared. */
    List<SessionState> session(Workspace workspace, List<Account> owner) {
        if (!mounts.fresh()) {
            return List.of();
        }
        List<BindMount> inside = workspace.inState();
        List<Path> made = new ArrayList<>(mounts.needed());
        List<Path> stubs = new ArrayList<>();
        for (BindMount mount : inside) {
            Path place = StateMounts.relative(mount.destination());
            if (Workspace.isDirectory(mount)) {
                made.add(place);
            } else {
                stubs.add(place);
            }
        }
        List<KeptFile> open =
                kept.stream().filter(file -> !isCovered(file, inside)).toList();
        return List.of(new SessionState(open, seeds, made, stubs, owner));
    }

    /** What is mounted over a file hides what we write there, and isn't the agent's to change. */
    private static boolean isCovered(KeptFile file, List<BindMount> inside) {
        String place = SandboxPaths.AUTH_HOME + "/" + file.file();
        return inside.stream().anyMatch(mount -> SandboxPaths.isWithin(place, mount.destination()));
    }
}

package dev.rustyolo.e2e.release;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One thing that can be wrong with what an update is offered, or with who offers it.
 *
 * @param name what it is
 * @param code the exit code that it ends an update with
 * @param message some of what the person is told
 * @param done does it to a release that is good
 */
public record UpdateFault(String name, int code, String message, Consumer<OfferedRelease> done) {
    /** The exit code of an update that won't be done. */
    public static final int REFUSED = 12;
    /** The exit code of an update that went wrong. */
    public static final int FAILED = 13;

    private static final ReleaseKey STRANGER = ReleaseKey.generate();

    /** Returns all of them. */
    public static Stream<UpdateFault> all() {
        return Stream.of(
                new UpdateFault("no signature", REFUSED, "it isn't signed", t -> t.publishSignedBy(List.of())),
                new UpdateFault(
                        "no signature file",
                        REFUSED,
                        "it isn't signed",
                        t -> t.publishWithout(SignedRelease.signatureName())),
                new UpdateFault(
                        "a stranger's signature",
                        REFUSED,
                        "a key that this version of rustyolo doesn't know",
                        t -> t.publishSignedBy(List.of(STRANGER))),
                new UpdateFault(
                        "a stranger's signature under the known key's name",
                        REFUSED,
                        "its signature doesn't belong to it",
                        t -> t.replace(
                                SignedRelease.signatureName(),
                                STRANGER.signatureLine(SignedRelease.of("0.2.0", t.archive())
                                                .manifest())
                                        .replace(STRANGER.id(), OfferedRelease.KEY.id()))),
                new UpdateFault(
                        "the signature of another manifest",
                        REFUSED,
                        "its signature doesn't belong to it",
                        t -> t.replace(
                                SignedRelease.signatureName(),
                                OfferedRelease.KEY.signatureLine(
                                        SignedRelease.of("0.3.0", t.archive()).manifest()))),
                new UpdateFault(
                        "another manifest beside the signature",
                        REFUSED,
                        "its signature doesn't belong to it",
                        t -> t.replace(
                                SignedRelease.manifestName(),
                                new String(
                                        SignedRelease.of("0.2.0", new byte[1]).manifest(), StandardCharsets.UTF_8))),
                new UpdateFault(
                        "another archive of the same size",
                        REFUSED,
                        "its SHA-256 is another",
                        t -> t.replaceArchive(changed(t.archive()))),
                new UpdateFault(
                        "a longer archive",
                        REFUSED,
                        "it has another size",
                        t -> t.replaceArchive(new byte[t.archive().length + 1])),
                new UpdateFault(
                        "another target",
                        REFUSED,
                        "it is for another target",
                        t -> t.publish(t.manifest().with("target", "\"aarch64-apple-darwin\""))),
                new UpdateFault(
                        "another target's archive",
                        REFUSED,
                        "it is for another target",
                        t -> t.publish(t.manifest().with("archive", "\"rustyolo-aarch64-apple-darwin.tar.gz\""))),
                new UpdateFault(
                        "an older version, signed, under a newer name",
                        REFUSED,
                        "it is of version 0.0.9, and the release is called 0.2.0",
                        t -> t.publish(t.manifest().with("version", "\"0.0.9\""))),
                new UpdateFault(
                        "an older version as the newest",
                        REFUSED,
                        "a version is never replaced by an older one",
                        t -> t.publishAs("0.0.9")),
                new UpdateFault(
                        "an expired manifest",
                        REFUSED,
                        "it was good until 2026-01-01T00:00:00Z",
                        t -> t.publish(t.manifest().with("expires", "\"2026-01-01T00:00:00Z\""))),
                new UpdateFault(
                        "a version that takes over from later ones only",
                        REFUSED,
                        "takes over from 0.1.5 or newer, and this is 0.1.0",
                        t -> t.publish(t.manifest().with("minimum", "\"0.1.5\""))),
                new UpdateFault(
                        "a later format",
                        REFUSED,
                        "knows only 1",
                        t -> t.publish(t.manifest().with("format", "2"))),
                new UpdateFault(
                        "a field that nobody knows",
                        REFUSED,
                        "which this format doesn't",
                        t -> t.publish(t.manifest().with("extra", "1"))),
                new UpdateFault(
                        "a truncated download",
                        FAILED,
                        "could not be fetched whole",
                        t -> t.answerArchive(Answer.truncated(t.archive(), 100))),
                new UpdateFault(
                        "an endless download", REFUSED, "it has another size", t -> t.answerArchive(Answer.endless())),
                new UpdateFault(
                        "an endless manifest",
                        REFUSED,
                        "has more than 65536 bytes",
                        t -> t.answer(SignedRelease.manifestName(), Answer.endless())),
                new UpdateFault(
                        "an endless list",
                        REFUSED,
                        "has more than 2097152 bytes",
                        t -> t.server().answer(ReleaseServer.latestPath(), Answer.endless())),
                new UpdateFault(
                        "a redirect to plain http",
                        REFUSED,
                        "what the archive is redirected to isn't an https address",
                        t -> t.answerArchive(Answer.redirect(t.server().plainUrl() + t.archivePath()))),
                new UpdateFault(
                        "the list redirected to plain http",
                        REFUSED,
                        "isn't an https address",
                        t -> t.server()
                                .answer(
                                        ReleaseServer.latestPath(),
                                        Answer.redirect(t.server().plainUrl() + "/anything"))),
                new UpdateFault(
                        "redirects without an end",
                        REFUSED,
                        "redirected more than 5 times",
                        t -> t.answerArchive(Answer.redirect(t.server().url() + t.archivePath()))),
                new UpdateFault(
                        "the API's limit",
                        FAILED,
                        "answers no more requests from your address",
                        t -> t.server()
                                .answer(
                                        ReleaseServer.latestPath(),
                                        Answer.status(
                                                403,
                                                Map.of(
                                                        "X-RateLimit-Remaining",
                                                        "0",
                                                        "X-RateLimit-Reset",
                                                        String.valueOf(
                                                                Instant.now().getEpochSecond() + 1800))))),
                new UpdateFault(
                        "a server that fails",
                        FAILED,
                        "the server's status is 500",
                        t -> t.server().answer(ReleaseServer.latestPath(), Answer.status(500, Map.of()))),
                new UpdateFault(
                        "no such release", FAILED, "status 404", t -> t.server().clear()),
                new UpdateFault(
                        "something that is no list",
                        FAILED,
                        "isn't about a release",
                        t -> t.server().answer(ReleaseServer.latestPath(), Answer.text("<html>"))),
                new UpdateFault(
                        "a version with sequences in it",
                        FAILED,
                        "isn't v and a version",
                        t -> t.server()
                                .answer(
                                        ReleaseServer.latestPath(),
                                        Answer.text("{\"tag_name\":\"v1\\u001b[31m\",\"assets\":[]}"))),
                new UpdateFault(
                        "traversal",
                        REFUSED,
                        "leads somewhere else than it says",
                        t -> t.publish(OfferedRelease.good().file("../../../evil", 0644, "x"))),
                new UpdateFault(
                        "an absolute path",
                        REFUSED,
                        "isn't in rustyolo-0.2.0",
                        t -> t.publish(OfferedRelease.good().entry("/tmp/evil", '0', 0644, new byte[1], ""))),
                new UpdateFault(
                        "a symbolic link",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(OfferedRelease.good().link("lib/link", '2', "/etc"))),
                new UpdateFault(
                        "a link that is written through",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(
                                OfferedRelease.good().link("x", '2', "..").file("x/evil", 0644, "x"))),
                new UpdateFault(
                        "a hard link",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(OfferedRelease.good().link("lib/link", '1', "/etc/passwd"))),
                new UpdateFault(
                        "a device",
                        REFUSED,
                        "neither a plain file nor a directory",
                        t -> t.publish(OfferedRelease.good().link("lib/device", '3', ""))),
                new UpdateFault(
                        "a name twice",
                        REFUSED,
                        "is there twice",
                        t -> t.publish(OfferedRelease.good().file("bin/rustyolo", 0755, "#!/bin/sh\necho evil\n"))),
                new UpdateFault(
                        "a name twice, but for its case",
                        REFUSED,
                        "but for upper and lower case",
                        t -> t.publish(OfferedRelease.good().file("bin/RUSTYOLO", 0755, "x"))),
                new UpdateFault(
                        "a set-user-id bit",
                        REFUSED,
                        "a mode with special bits",
                        t -> t.publish(OfferedRelease.good().file("bin/more", 04755, "x"))),
                new UpdateFault(
                        "a name with sequences in it",
                        REFUSED,
                        "odd characters",
                        t -> t.publish(OfferedRelease.good().file("bin/\u001b[31m", 0644, "x"))),
                new UpdateFault("a bomb of entries", REFUSED, "more than 20000 entries", t -> t.publish(bomb())),
                new UpdateFault(
                        "another version inside",
                        REFUSED,
                        "lib/version isn't 0.2.0",
                        t -> t.publish(TarArchive.of("0.2.0").directory("lib").file("lib/version", 0644, "0.0.9\n"))),
                new UpdateFault(
                        "a version that can't start",
                        FAILED,
                        "the new version can't start on this machine: exit code 3",
                        t -> t.publish(TarArchive.release("0.2.0", "echo broken; exit 3", ":"))),
                new UpdateFault(
                        "a version that says it is another",
                        FAILED,
                        "the new version says \"rustyolo 0.0.1\"",
                        t -> t.publish(TarArchive.release("0.2.0", "echo rustyolo 0.0.1", ":"))),
                new UpdateFault(
                        "a version that can't record its caches",
                        FAILED,
                        "the new version can't record its caches on this machine: exit code 4",
                        t -> t.publish(TarArchive.release("0.2.0", "echo rustyolo 0.2.0", "exit 4"))));
    }

    private static TarArchive bomb() {
        TarArchive bomb = OfferedRelease.good();
        for (int i = 0; i < 20_001; i++) {
            bomb.directory("d" + i);
        }
        return bomb;
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    @Override
    public String toString() {
        return name;
    }
}

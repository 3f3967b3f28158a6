package dev.rustyolo.e2e.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A tar file, ustar, with whatever somebody would like to have in it, good or bad.
 *
 * @param members in their order
 */
public record TarFile(List<Member> members) {
    private static final int BLOCK = 512;
    private static final int PROGRAM = 0755;
    private static final int FILE = 0644;

    /** Copies the list. */
    public TarFile {
        members = List.copyOf(members);
    }

    /**
     * Something in it.
     *
     * @param name its path
     * @param kind of tar(5): '0' a file, '1' a hard link, '2' a link, '5' a directory, '6' a pipe
     * @param mode its bits
     * @param link where a link leads to
     * @param text a file's content
     */
    public record Member(String name, char kind, int mode, String link, String text) {}

    /**
     * Returns a small distribution that an installer takes: a script for the program, one that records no caches, and what
     * it says of itself.
     *
     * @param program what sh(1) does in the place of the program
     */
    public static TarFile distribution(String version, String target, String program) {
        String top = top(version, target);
        return new TarFile(List.of())
                .directory(top)
                .directory(top + "bin/")
                .with(top + "bin/rustyolo", '0', PROGRAM, "", "#!/bin/sh\n" + program + "\n")
                .directory(top + "lib/")
                .with(top + "lib/record-caches", '0', PROGRAM, "", "#!/bin/sh\n: >\"${0%/*}/rustyolo.aot\"\n")
                .file(top + "lib/target", target + "\n")
                .file(top + "lib/version", version + "\n");
    }

    /** Returns a distribution for this platform whose program says its version. */
    public static TarFile distribution(String version) {
        return distribution(version, SignedRelease.HERE, "echo 'rustyolo " + version + "'");
    }

    /** Returns the one directory in a distribution, with its slash. */
    public static String top(String version, String target) {
        return "rustyolo-" + version + "-" + target + "/";
    }

    /** Returns the same with a file at its end. */
    public TarFile file(String name, String text) {
        return with(name, '0', FILE, "", text);
    }

    /** Returns the same with a directory at its end. */
    public TarFile directory(String name) {
        return with(name, '5', PROGRAM, "", "");
    }

    /** Returns the same with a link at its end; of kind '1' a hard one. */
    public TarFile link(String name, char kind, String target) {
        return with(name, kind, FILE, target, "");
    }

    /** Returns the same with anything at its end. */
    public TarFile with(String name, char kind, int mode, String link, String text) {
        List<Member> more = new ArrayList<>(members);
        more.add(new Member(name, kind, mode, link, text));
        return new TarFile(more);
    }

    /** Returns its bytes, compressed. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (Member member : members) {
                byte[] content = member.text().getBytes(StandardCharsets.UTF_8);
                out.write(header(member, content.length));
                out.write(content);
                out.write(new byte[Math.floorMod(-content.length, BLOCK)]);
            }
            out.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(Member member, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, member.name());
        put(header, 100, "%07o".formatted(member.mode()));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "%011o".formatted(1_767_225_600)); // 2026 began
        put(header, 156, String.valueOf(member.kind()));
        put(header, 157, member.link());
        put(header, 257, "ustar\00000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}

package dev.rustyolo.e2e.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page for people.
 *
 * @param file where it is
 * @param lines what stands there
 */
public record Page(Path file, List<String> lines) {
    /** The root of the repository. */
    public static final Path ROOT = Path.of("..");

    /** The directory of pages. */
    public static final Path DOCS = ROOT.resolve("docs");

    private static final String FENCE = "```";

    /** Copies the lines. */
    public Page {
        lines = List.copyOf(lines);
    }

    /** Returns the README and every page of the directory. */
    public static List<Page> all() {
        try (Stream<Path> files = Files.list(DOCS)) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), files.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + DOCS, e);
        }
    }

    /** Returns one page of the directory. */
    public static Page named(String name) {
        return read(DOCS.resolve(name));
    }

    /** Returns the blocks of all pages in a language. */
    public static Stream<Block> blocks(String language) {
        return all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language));
    }

    /** Returns its blocks, whatever their language. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                if (begin >= 0) {
                    String language = lines.get(begin).substring(FENCE.length());
                    blocks.add(new Block(
                            ROOT.relativize(file) + ":" + (begin + 1), language, lines.subList(begin + 1, i)));
                    begin = -1;
                } else {
                    begin = i;
                }
            }
        }
        if (begin >= 0) {
            throw new IllegalStateException("a block in " + file + " has no end");
        }
        return blocks;
    }

    /**
     * Returns the cells of all rows of some tables.
     *
     * @param head what their first column is called
     */
    public List<List<String>> rows(String head) {
        List<List<String>> rows = new ArrayList<>();
        boolean wanted = false;
        boolean inTable = false;
        for (String line : lines) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (!inTable) {
                inTable = true;
                wanted = cells(line).getFirst().equals(head);
            } else if (wanted && !isRule(line)) {
                rows.add(cells(line));
            }
        }
        return rows;
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static boolean isRule(String line) {
        return line.chars().allMatch(c -> "|- ".indexOf(c) >= 0);
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.failure.CliException;
import dev.rustyolo.policy.Text;

/** The grammar of GPUs: {@code all}, or indexes and identifiers with commas between them. */
final class GpuChoice {
    private static final int LONGEST = 1000;

    private GpuChoice() {}

    /** Returns it as it is. */
    static String check(String typed) {
        boolean begins = true;
        boolean good = typed.length() <= LONGEST;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            boolean letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            good &= letter || (!begins && (c == '-' || c == ':' || c == ','));
            begins = c == ',';
        }
        if (!good || (begins && !typed.isEmpty())) {
            throw CliException.usage(
                    "can't use --gpus " + Text.quote(typed), "write --gpus all, or for example --gpus 0,1");
        }
        return typed;
    }
}

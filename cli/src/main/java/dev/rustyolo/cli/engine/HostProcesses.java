package dev.rustyolo.cli.engine;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Starts programs on this machine, with an argument list and never through a shell. */
public final class HostProcesses implements Processes {
    private static final File NOTHING = new File("/dev/null");
    /** A project could hold files that a program looks for where it is started. */
    private static final File NEUTRAL_DIRECTORY = new File("/");

    @Override
    public Process start(ProcessSpec spec) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command()).directory(NEUTRAL_DIRECTORY);
        builder.environment().putAll(spec.environment());
        return switch (spec.streams()) {
            case PIPED -> builder.start();
            case MERGED -> builder.redirectErrorStream(true).start();
            case OUTPUT_PIPED ->
                builder.redirectInput(Redirect.INHERIT)
                        .redirectError(Redirect.INHERIT)
                        .start();
            case INHERITED -> builder.inheritIO().start();
            case NOWHERE ->
                builder.redirectInput(NOTHING)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        };
    }
}

package dev.rustyolo.cli.command;

import dev.rustyolo.cli.config.Setting;
import dev.rustyolo.cli.config.Settings;
import dev.rustyolo.cli.config.Sourced;
import dev.rustyolo.cli.failure.CliException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the value of a configuration file because of which a launch was refused, so that the person knows where to look.
 * Only done when it was.
 */
final class Blame {
    private Blame() {}

    /**
     * The failure, with the origin in front when one value alone makes it.
     *
     * @param failure what went wrong with all settings
     * @param settings all of them
     * @param attempt does the same with others
     */
    static CliException find(CliException failure, Settings settings, Consumer<Settings> attempt) {
        if (settings.values().isEmpty() || fails(failure, new Settings(Map.of(), settings.agents()), attempt)) {
            return failure;
        }
        for (Map.Entry<Setting, List<Sourced>> values : settings.values().entrySet()) {
            for (Sourced value : values.getValue()) {
                if (fails(failure, settings.only(values.getKey(), value), attempt)) {
                    return new CliException(
                            failure.exitCode(), value.origin() + ": " + failure.what(), failure.remedy());
                }
            }
        }
        return failure;
    }

    private static boolean fails(CliException failure, Settings settings, Consumer<Settings> attempt) {
        try {
            attempt.accept(settings);
            return false;
        } catch (CliException e) {
            return e.what().equals(failure.what());
        }
    }
}

package dev.rustyolo.cli.config;

import dev.rustyolo.protocol.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** Writes what is in effect for scripts: a JSON object a line for each key that has a value. */
public final class ConfigLines {
    private ConfigLines() {}

    /** The lines: table, key, values, and the place that each value comes from. */
    public static List<String> of(Settings settings) {
        List<String> lines = new ArrayList<>();
        for (Section section : Section.values()) {
            for (Setting setting : Setting.in(section)) {
                List<Sourced> values = EffectiveConfig.inEffect(settings, setting);
                if (!values.isEmpty()) {
                    lines.add(new ObjectWriter("setting")
                            .string("table", section.title())
                            .string("key", setting.key())
                            .strings(
                                    "values",
                                    values.stream()
                                            .map(value -> EffectiveConfig.shown(setting, value))
                                            .toList())
                            .strings(
                                    "origins",
                                    values.stream()
                                            .map(value -> value.origin().toString())
                                            .toList())
                            .line());
                }
            }
        }
        return List.copyOf(lines);
    }
}

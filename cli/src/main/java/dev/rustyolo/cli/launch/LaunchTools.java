package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.ui.Printer;

/**
 * What a launch works with.
 *
 * @param engine what runs sandboxes
 * @param images its images
 * @param builder what builds missing images
 * @param host the machine
 * @param printer what the person is told with
 * @param timings what the steps are timed with
 */
public record LaunchTools(
        Engine engine, ImageStore images, ImageBuilder builder, Host host, Printer printer, Timings timings) {}

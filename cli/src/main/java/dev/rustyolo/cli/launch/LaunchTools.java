package dev.rustyolo.cli.launch;

import dev.rustyolo.cli.engine.Engine;
import dev.rustyolo.cli.engine.ImageStore;
import dev.rustyolo.cli.host.Host;
import dev.rustyolo.cli.image.ImageBuilder;
import dev.rustyolo.cli.state.TakenBack;
import dev.rustyolo.cli.ui.Printer;
import java.nio.file.Path;

/**
 * What a launch works with.
 *
 * @param engine what runs sandboxes
 * @param images its images
 * @param builder what builds missing images
 * @param host the machine
 * @param printer what the person is told with
 * @param timings what the steps are timed with
 * @param begun what is still to be done, and was in the launch's way: when the agent has been started
 */
public record LaunchTools(
        Engine engine,
        ImageStore images,
        ImageBuilder builder,
        Host host,
        Printer printer,
        Timings timings,
        Runnable begun) {

    /**
     * Brings back what a session changed of its login and its history, and tells the person.
     *
     * @param session its directory; its agent has ended
     * @return is nothing left to be brought back?
     */
    boolean takeBack(Path session) {
        TakenBack takenBack = TakenBack.from(session);
        takenBack.notes().forEach(printer::say);
        takenBack.warnings().forEach(printer::warn);
        return takenBack.complete();
    }
}

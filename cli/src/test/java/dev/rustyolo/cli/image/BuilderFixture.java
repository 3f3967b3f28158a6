package dev.rustyolo.cli.image;

import dev.rustyolo.cli.testing.FakeImages;
import dev.rustyolo.cli.testing.FakePrinter;
import dev.rustyolo.cli.testing.MachineFixture;

/** A builder of images on a machine of the test's own, and an engine that only writes down what it is asked to build. */
abstract class BuilderFixture extends MachineFixture {
    static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    final FakeImages images = new FakeImages();
    final FakePrinter printed = new FakePrinter();

    final ImageBuilder builder() {
        return builder(images);
    }

    final ImageBuilder builder(FakeImages store) {
        return new ImageBuilder(store, machine.host(), printed.printer());
    }
}

package dev.rustyolo.cli.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests that need a machine extend: each has a fresh one. */
public abstract class MachineFixture {
    /** The machine. */
    protected TestHost machine;

    @BeforeEach
    void makeMachine(@TempDir Path temporary) {
        machine = new TestHost(temporary);
    }
}

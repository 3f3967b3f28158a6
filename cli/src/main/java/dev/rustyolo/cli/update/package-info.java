/**
 * How rustyolo replaces itself. In the order of reading: {@link dev.rustyolo.cli.update.ReleaseFeed} asks which release
 * there is and fetches its signed {@link dev.rustyolo.cli.update.Manifest}; {@link dev.rustyolo.cli.update.Download}
 * fetches the archive that the manifest names; {@link dev.rustyolo.cli.update.Unpacker} takes it apart with the strict
 * {@link dev.rustyolo.cli.update.TarReader}; {@link dev.rustyolo.cli.update.ManagedInstallation} puts it in place by one
 * rename; {@link dev.rustyolo.cli.update.BinaryUpdate} does all this in order. Nothing of it is loaded by a launch but
 * {@link dev.rustyolo.cli.update.VersionNote}.
 */
@NullMarked
package dev.rustyolo.cli.update;

import org.jspecify.annotations.NullMarked;

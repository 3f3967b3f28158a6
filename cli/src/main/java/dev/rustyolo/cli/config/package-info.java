/**
 * Configuration files: the user's, and the project's, which may only narrow unless the user trusts it.
 *
 * <p>{@link dev.rustyolo.cli.config.Setting} is the schema. In the order of reading: {@code ConfigText} is what stands in a
 * file, {@code TomlReader} makes a checked {@code ConfigFile} of it, {@code Claims} says in words what that asks for and
 * whether it widens, and {@link dev.rustyolo.cli.config.ConfigLoader} merges what is in effect into {@link
 * dev.rustyolo.cli.config.Settings}. Where there is no file, nothing of this but the loader is needed.
 */
@NullMarked
package dev.rustyolo.cli.config;

import org.jspecify.annotations.NullMarked;

/**
 * The facts about the machine we run on, read once and handed in: environment, directories, the account, the
 * terminal, owners of files. Nothing else in the program asks the JVM or the kernel for them.
 */
@NullMarked
package dev.rustyolo.cli.host;

import org.jspecify.annotations.NullMarked;

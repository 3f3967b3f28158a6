/** What the tests share: a machine of their own, processes that are scripts, files with expected output. */
@NullMarked
package dev.rustyolo.cli.testing;

import org.jspecify.annotations.NullMarked;

/** What the pages for people say, taken apart so that tests can hold them to the program. */
@NullMarked
package dev.rustyolo.e2e.page;

import org.jspecify.annotations.NullMarked;

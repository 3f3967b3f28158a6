/** Programs that people work with, as they come to a server. */
@NullMarked
package dev.rustyolo.e2e.client;

import org.jspecify.annotations.NullMarked;

/** What happened, as one JSON object a line on standard output; bounded, never blocking the traffic. */
@NullMarked
package dev.rustyolo.gateway.event;

import org.jspecify.annotations.NullMarked;

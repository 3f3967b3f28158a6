/**
 * What outlives a session of what agents write for themselves: logins, and the history of one project. A session begins
 * with a state directory of its own; only what an agent's definition names is brought in, and brought back. Whatever an
 * agent has made of its directory, no link in it is followed, and nothing that isn't a plain file is opened.
 */
@NullMarked
package dev.rustyolo.cli.state;

import org.jspecify.annotations.NullMarked;

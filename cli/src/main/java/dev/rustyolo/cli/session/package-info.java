/**
 * One run and what belongs to it: its identity, its directory with the lock that says it is alive, the files
 * mounted into the sandbox, the conversation with the gateway, and the account of what was refused.
 */
@NullMarked
package dev.rustyolo.cli.session;

import org.jspecify.annotations.NullMarked;

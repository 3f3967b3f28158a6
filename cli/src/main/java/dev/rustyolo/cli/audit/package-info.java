/**
 * What is written down about sessions, for the person to read afterwards: one file of JSON lines for each, in the state
 * directory (0600), bounded in size. A thread of its own writes it, from a bounded queue: whatever an agent causes, it
 * makes neither the agent slower nor this process bigger.
 */
@NullMarked
package dev.rustyolo.cli.audit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.rustyolo.policy;

import org.jspecify.annotations.NullMarked;

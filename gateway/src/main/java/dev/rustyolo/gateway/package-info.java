@NullMarked
package dev.rustyolo.gateway;

import org.jspecify.annotations.NullMarked;

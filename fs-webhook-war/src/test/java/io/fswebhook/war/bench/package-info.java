/**
 * Measures receivers next to each other, each in processes of its own; not a test. Open {@link
 * io.fswebhook.war.bench.Benchmark} first.
 */
@NullMarked
package io.fswebhook.war.bench;

import org.jspecify.annotations.NullMarked;

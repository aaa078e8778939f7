/**
 * Measures what a durable receipt costs next to a resource that does nothing; not a test. Open
 * {@link io.fswebhook.war.bench.ReceiptBenchmark} first.
 */
@NullMarked
package io.fswebhook.war.bench;

import org.jspecify.annotations.NullMarked;

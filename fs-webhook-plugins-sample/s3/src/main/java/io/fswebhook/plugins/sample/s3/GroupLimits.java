package io.fswebhook.plugins.sample.s3;

import java.time.Duration;

/**
 * When a group of deliveries is complete.
 *
 * @param deliveries so many are in it; no more can come than are handled at a time
 * @param bytes their bodies have so many
 * @param longestWait the first has waited so long
 */
record GroupLimits(int deliveries, long bytes, Duration longestWait) {}

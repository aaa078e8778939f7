/** Spans, as an exporter in memory gets them. */
@NullMarked
package io.fswebhook.war.telemetry;

import org.jspecify.annotations.NullMarked;

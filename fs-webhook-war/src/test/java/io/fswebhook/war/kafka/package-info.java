/** Spans, as an exporter in memory gets them. */
@NullMarked
package io.fswebhook.war.kafka;

import org.jspecify.annotations.NullMarked;

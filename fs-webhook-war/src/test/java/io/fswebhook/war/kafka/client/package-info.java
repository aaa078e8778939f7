/** Spans, as an exporter in memory gets them. */
@NullMarked
package io.fswebhook.war.kafka.client;

import org.jspecify.annotations.NullMarked;

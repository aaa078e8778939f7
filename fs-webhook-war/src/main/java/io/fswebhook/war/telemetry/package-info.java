/**
 * Requests and attempts go in, spans for an OpenTelemetry that others configure come out; open
 * {@link io.fswebhook.war.telemetry.Telemetry} first.
 */
@NullMarked
package io.fswebhook.war.telemetry;

import org.jspecify.annotations.NullMarked;

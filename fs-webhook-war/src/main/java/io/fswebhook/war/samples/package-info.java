/** A name goes in, a made-up event comes out; {@link io.fswebhook.war.samples.SampleEvents}. */
@NullMarked
package io.fswebhook.war.samples;

import org.jspecify.annotations.NullMarked;

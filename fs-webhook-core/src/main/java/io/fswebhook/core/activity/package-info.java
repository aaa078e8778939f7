/**
 * What happens to deliveries goes in, and how much of it happened in which minute is kept; open
 * {@link io.fswebhook.core.activity.ActivityRecorder} first.
 */
@NullMarked
package io.fswebhook.core.activity;

import org.jspecify.annotations.NullMarked;

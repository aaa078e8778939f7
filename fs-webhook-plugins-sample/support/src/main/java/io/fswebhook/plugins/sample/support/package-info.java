/**
 * What several sample plugins need: settings that name themselves when they are wrong, HTTP posts,
 * CloudEvents; open {@link io.fswebhook.plugins.sample.support.CheckedSettings} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.support;

import org.jspecify.annotations.NullMarked;

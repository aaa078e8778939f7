/**
 * For the tests of a plugin: signs bodies as FullStory does and feeds a handler without a receiver;
 * open {@link io.fswebhook.api.testkit.WebhookSigner} first.
 */
@NullMarked
package io.fswebhook.api.testkit;

import org.jspecify.annotations.NullMarked;

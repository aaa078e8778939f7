/**
 * For the tests of a plugin: feeds a handler without a receiver and signs bodies as FullStory does;
 * open {@link io.fswebhook.api.testkit.HandlerHarness} first.
 */
@NullMarked
package io.fswebhook.api.testkit;

import org.jspecify.annotations.NullMarked;

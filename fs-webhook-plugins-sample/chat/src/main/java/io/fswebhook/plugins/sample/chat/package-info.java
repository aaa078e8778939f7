/**
 * Alerts and notes go in, messages in a chat come out; open {@link
 * io.fswebhook.plugins.sample.chat.ChatAlertHandler} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.chat;

import org.jspecify.annotations.NullMarked;

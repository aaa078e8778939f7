package io.fswebhook.core;

import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;

/**
 * While handlers change: the new settings, and the former ones for a handler that has none any
 * more. It may still be subscribed for a moment, and must not get what it never got.
 */
record ChangingSettings(HandlerSettingsSource before, HandlerSettingsSource changed)
    implements HandlerSettingsSource {

  @Override
  public HandlerSettings of(String handler) {
    return changed.mentions(handler) ? changed.of(handler) : before.of(handler);
  }
}

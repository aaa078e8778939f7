package io.fswebhook.core;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.verify.VerifySettings;
import java.util.Map;

/**
 * The settings of a receiver.
 *
 * @param verify how signatures are verified
 * @param streams the streams that are received, by name
 * @param inbox where deliveries are kept
 * @param plugins where plugins are found
 * @param handlers the settings of each handler
 * @param rejections what is kept of rejected requests
 */
public record ReceiverSettings(
    VerifySettings verify,
    Map<String, StreamSettings> streams,
    InboxSettings inbox,
    PluginSettings plugins,
    HandlerSettingsSource handlers,
    RejectionSettings rejections) {

  public ReceiverSettings {
    streams = Map.copyOf(streams);
  }
}

package io.fswebhook.core;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.schema.SchemaSettings;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.VerifySettings;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of a receiver.
 *
 * @param verify how signatures are verified
 * @param streams the streams that are received, by name
 * @param schemas what bodies are checked against, by event name
 * @param inbox where deliveries are kept
 * @param plugins where plugins are found
 * @param handlers the settings of each handler
 * @param rejections what is kept of rejected requests
 */
public record ReceiverSettings(
    VerifySettings verify,
    Map<String, StreamSettings> streams,
    Map<String, SchemaSettings> schemas,
    InboxSettings inbox,
    PluginSettings plugins,
    HandlerSettingsSource handlers,
    RejectionSettings rejections) {

  public ReceiverSettings {
    streams = Map.copyOf(streams);
    schemas = Map.copyOf(schemas);
  }

  /** What proves the origin of requests to each stream. */
  Map<String, StreamAccess> access() {
    return streams.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().access()));
  }
}

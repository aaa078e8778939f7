package io.fswebhook.war.settings;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.schema.SchemaSettings;
import io.fswebhook.core.verify.VerifySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads what may change while the receiver runs. */
final class ReadLive {

  private final SettingReader reader;
  private final HomeFolder home;
  private final Map<String, SchemaSettings> schemas;
  private final Map<String, StreamSettings> streams;
  private final VerifySettings verify;
  private final RejectionSettings rejections;
  private final HandlerSettingsSource handlers;

  ReadLive(SettingReader reader, HomeFolder home) {
    this.reader = reader;
    this.home = home;
    this.schemas = ReadSchemas.read(reader);
    this.streams = ReadStreams.read(reader);
    this.verify = ReadSignatures.verify(reader, streams, home.propertiesFile());
    this.rejections = ReadSignatures.rejections(reader, verify);
    this.handlers = new ReadHandlers(reader);
  }

  Duration signaturesKept() {
    return InboxSettings.signaturesKept(verify.maxAge(), verify.maxSkew());
  }

  /** With what does not change. */
  ReceiverSettings receiver(InboxSettings inbox, PluginSettings plugins) {
    return new ReceiverSettings(verify, streams, schemas, inbox, plugins, handlers, rejections);
  }

  int maxBodySize() {
    return reader.get(ReadServer.MAX_BODY_SIZE);
  }

  List<String> redact() {
    return reader.find(ReadServer.REDACT).orElse(List.of());
  }

  AlertSettings alerts() {
    return ReadAlerts.read(reader);
  }

  List<AccessToken> tokens() {
    return ReadTokens.read(reader, home.path());
  }
}

package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.PATH;
import static io.fswebhook.war.settings.SettingType.choice;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.schema.SchemaMode;
import io.fswebhook.core.schema.SchemaSettings;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.StreamName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON Schemas of events and streams. */
final class ReadSchemas {

  private static final Logger log = LoggerFactory.getLogger(ReadSchemas.class);

  private static final SettingType<SchemaMode> MODE =
      choice("choice", Map.of("report", SchemaMode.REPORT, "reject", SchemaMode.REJECT));

  private static final Schema OF_STREAM =
      new Schema(
          optional(
              ReadStreams.ONE + "schema",
              PATH,
              "A JSON Schema of draft 4, 6, 7, 2019-09 or 2020-12, which is the default, for the"
                  + " bodies of the stream. It may refer to other files in its folder and below;"
                  + " nothing is fetched. `format` is not checked, and a check ends after 0.1 s."),
          mode(ReadStreams.ONE));

  private static final String ONE_EVENT = "events.<eventName>.";

  private static final Schema OF_EVENT =
      new Schema(
          optional(
              ONE_EVENT + "schema",
              PATH,
              "The same for the bodies of a webhook event, with `eventName`, `version` and `data`."),
          mode(ONE_EVENT));

  static final List<Setting<?>> EVENT_SETTINGS = OF_EVENT.settings();
  static final List<Setting<?>> STREAM_SETTINGS = OF_STREAM.settings();

  private ReadSchemas() {}

  private record Schema(Setting<Path> file, Setting<SchemaMode> mode) {

    List<Setting<?>> settings() {
      return List.of(file, mode);
    }
  }

  private static Setting<SchemaMode> mode(String prefix) {
    return setting(
        prefix + "schema-mode",
        MODE,
        "report",
        "`report`: a body that violates the schema is stored, marked and counted. `reject`: it is"
            + " answered 400, and lost. One that could not be checked is stored in any case.");
  }

  /** By event name. */
  static Map<String, SchemaSettings> read(SettingReader reader) {
    Map<String, SchemaSettings> schemas = new TreeMap<>();
    for (String eventName : chosen(OF_EVENT, reader)) {
      schemas.put(eventName, read(OF_EVENT, eventName, reader));
      requireWebhook(eventName);
    }
    for (String stream : chosen(OF_STREAM, reader)) {
      schemas.put(StreamEvent.PREFIX + stream, read(OF_STREAM, stream, reader));
    }
    return schemas;
  }

  private static Set<String> chosen(Schema schema, SettingReader reader) {
    Set<String> chosen = new TreeSet<>();
    schema.settings().forEach(setting -> chosen.addAll(reader.chosen(setting)));
    return chosen;
  }

  private static SchemaSettings read(Schema schema, String name, SettingReader reader) {
    Setting<Path> file = schema.file().at(name);
    Setting<SchemaMode> mode = schema.mode().at(name);
    SchemaMode chosen = reader.get(mode);
    return reader
        .find(file)
        .map(path -> new SchemaSettings(file.name(), path, chosen))
        .orElseThrow(
            () ->
                new StartException(
                    mode.name() + " has no effect without a schema: set " + file.name() + " too"));
  }

  private static void requireWebhook(String eventName) {
    String name = OF_EVENT.file().at(eventName).name();
    String stream = StreamName.of(eventName);
    if (stream != null) {
      throw new StartException(
          name + " means a stream: set " + OF_STREAM.file().at(stream).name() + " instead");
    }
    if (EventCatalogue.find(eventName).isEmpty()) {
      NearestName.typo(eventName, EventCatalogue.names())
          .ifPresent(known -> log.warn("{} is of an unknown event: is {} meant?", name, known));
    }
  }
}

package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.HEADER;
import static io.fswebhook.war.settings.SettingType.JSON_POINTERS;
import static io.fswebhook.war.settings.SettingType.SECRETS;
import static io.fswebhook.war.settings.SettingType.choice;
import static io.fswebhook.war.settings.SettingType.duration;

import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.text.StreamName;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The streams, and what proves the origin of their requests. */
final class ReadStreams {

  static final String ONE = "streams.<streamName>.";

  private static final Setting<List<String>> TOKENS =
      optional(
          ONE + "tokens",
          SECRETS,
          "The tokens of the stream, any of which may be sent to `/streams/<streamName>`, so that one"
              + " can be rotated without losing deliveries. The name is "
              + StreamName.RULE
              + ". Generate a token with `openssl rand -base64 32`.");

  private static final Setting<String> TOKEN_HEADER =
      setting(
          ONE + "header",
          HEADER,
          StreamAccess.DEFAULT_HEADER,
          "The header with the token. `Authorization` carries `Bearer <token>`, any other the token"
              + " alone.");

  private static final Setting<StreamSignature> SIGNATURE =
      setting(
          ONE + "signature",
          choice(
              "choice",
              Map.of(
                  "off", StreamSignature.OFF,
                  "accepted", StreamSignature.ACCEPTED,
                  "required", StreamSignature.REQUIRED)),
          "off",
          "`accepted`: a signature like that of a webhook is as good as a token; `required`: it is"
              + " needed, and a token too if there is one.");

  private static final Setting<List<String>> DUPLICATE_KEY =
      optional(
          ONE + "duplicate-key",
          JSON_POINTERS,
          "Two bodies of the stream with the same text, number or flag at each of these places are"
              + " one delivery. A body without a value at one of them is never a duplicate.");

  private static final Setting<Duration> DUPLICATE_WINDOW =
      setting(
          ONE + "duplicate-window",
          duration("PT0S", "P7D"),
          "PT0S",
          "Without a `duplicate-key` and a signature: equal bodies that are received in the same period"
              + " of this length, counted from 1970, are one delivery. `PT0S`: never.");

  static final List<Setting<?>> SETTINGS =
      Stream.concat(
              Stream.of(TOKENS, TOKEN_HEADER, SIGNATURE, DUPLICATE_KEY, DUPLICATE_WINDOW),
              ReadSchemas.STREAM_SETTINGS.stream())
          .toList();

  private ReadStreams() {}

  /** By name. */
  static Map<String, StreamSettings> read(SettingReader reader) {
    Set<String> names = new TreeSet<>();
    SETTINGS.forEach(setting -> names.addAll(reader.chosen(setting)));
    Map<String, StreamSettings> streams = new TreeMap<>();
    names.forEach(name -> streams.put(name, read(name, reader)));
    return streams;
  }

  private static StreamSettings read(String name, SettingReader reader) {
    Setting<List<String>> tokens = TOKENS.at(name);
    if (!StreamName.isValid(name)) {
      throw new StartException(tokens.name() + ": the name of a stream must be " + StreamName.RULE);
    }
    String header = reader.get(TOKEN_HEADER.at(name));
    StreamSignature signature = reader.get(SIGNATURE.at(name));
    StreamDuplicates duplicates =
        new StreamDuplicates(
            reader.find(DUPLICATE_KEY.at(name)).orElse(List.of()),
            reader.get(DUPLICATE_WINDOW.at(name)));
    List<String> accepted = reader.find(tokens).orElse(List.of());
    if (accepted.isEmpty() && signature == StreamSignature.OFF) {
      throw new StartException(
          tokens.name()
              + " must be set, or "
              + SIGNATURE.at(name).name()
              + " be accepted or required: otherwise anyone could send to the stream");
    }
    return new StreamSettings(new StreamAccess(accepted, header, signature), duplicates);
  }

  /** A stream that needs signatures needs their secrets. */
  static void requireSecrets(Map<String, StreamSettings> streams, SettingReader reader) {
    streams.forEach(
        (name, stream) -> {
          if (stream.access().signature() != StreamSignature.OFF) {
            Setting<StreamSignature> signature = SIGNATURE.at(name);
            throw signature.refused(
                "needs a signing secret, and none is set",
                reader.text(signature.name()).orElse(""));
          }
        });
  }
}

package io.fswebhook.war.api;

import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.verify.StreamAccess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a stream is set up, without its tokens. Public for JSON-B.
 *
 * @param header the header with the token
 * @param headerValue what the header must have, with a placeholder for the token
 * @param tokens how many there are
 * @param tokensSetting the setting that has them
 * @param signature {@code off}, {@code accepted} or {@code required}
 * @param duplicateKey JSON pointers
 */
public record StreamFacts(
    String name,
    String header,
    String headerValue,
    int tokens,
    String tokensSetting,
    String signature,
    List<String> duplicateKey) {

  static List<StreamFacts> all(Map<String, StreamSettings> streams) {
    return new TreeMap<>(streams)
        .entrySet().stream().map(stream -> of(stream.getKey(), stream.getValue())).toList();
  }

  private static StreamFacts of(String name, StreamSettings settings) {
    StreamAccess access = settings.access();
    return new StreamFacts(
        name,
        access.header(),
        access.scheme() + "<token>",
        access.tokens().size(),
        "fs.webhook.streams." + name + ".tokens",
        access.signature().name().toLowerCase(Locale.ROOT),
        settings.duplicates().key());
  }
}

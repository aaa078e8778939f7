package io.fswebhook.war.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the shop receives of streams. */
final class SampleStreams {

  static final String DELIVERY = "01KAV5Q7R8M3N0TXG6ZB2W4STR";
  static final String EVENT = "stream:orders";

  private SampleStreams() {}

  static List<Object> configured() {
    return List.of(
        stream("carts", "X-Cart-Token", "<token>", "accepted", List.of()),
        stream(
            "orders",
            "Authorization",
            "Bearer <token>",
            "off",
            List.of("/session_id", "/event_time", "/stream_name")));
  }

  private static Map<String, Object> stream(
      String name, String header, String value, String signature, List<String> duplicateKey) {
    return Map.of(
        "name", name,
        "header", header,
        "headerValue", value,
        "tokens", 2,
        "tokensSetting", "fs.webhook.streams." + name + ".tokens",
        "signature", signature,
        "duplicateKey", duplicateKey);
  }

  /** The same delivery, of a stream, whose body violates its schema. */
  static Map<String, Object> summary(Map<String, Object> ofWebhook) {
    Map<String, Object> summary = new LinkedHashMap<>(ofWebhook);
    summary.keySet().removeAll(List.of("organisation", "signedAt", "signature"));
    summary.put("id", DELIVERY);
    summary.put("source", "stream");
    summary.put("event", EVENT);
    summary.put("violatesSchema", true);
    return summary;
  }

  /** The same in full. */
  static Map<String, Object> delivery(Map<String, Object> ofWebhook) {
    Map<String, Object> delivery = summary(ofWebhook);
    delivery.put("schemaError", "/order/total must be a number, was a string");
    delivery.put(
        "body",
        "{\"session_id\":\"4711:8152\",\"event_time\":\"2026-11-24T09:14:22.031Z\","
            + "\"stream_name\":\"Order placed\",\"order\":{\"total\":\"58.90 EUR\"},"
            + "\"replay_url\":\"https://app.example.com/ui/o-19FKC4-na1/session/4711:8152\"}");
    return delivery;
  }

  static Map<String, Object> rejection(Instant receivedAt) {
    return Map.of(
        "id",
        "6",
        "receivedAt",
        receivedAt,
        "address",
        "8.35.195.4",
        "reason",
        "token-malformed",
        "detail",
        "stream orders: header Authorization must be 'Bearer <token>', was of another form",
        "size",
        1_204,
        "header",
        "Authorization: …[44 characters]",
        "leftOut",
        0,
        "findings",
        List.of(
            Map.of(
                "code",
                "token-scheme-missing",
                "wouldBeValid",
                true,
                "sentence",
                "The token is sent without its scheme: the header must be 'Bearer <token>'.")));
  }
}

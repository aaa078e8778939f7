package io.fswebhook.core.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Bodies as the parser gets them. */
final class Bodies {

  static final List<String> SAMPLES =
      List.of(
          "metric.alert",
          "nativemobile.event.crash",
          "note.created",
          "recording.event.custom",
          "segment.created",
          "segment.trend.alert",
          "stream.v2");

  private static final EventParser PARSER = new EventParser();

  private Bodies() {}

  static byte[] sample(String name) {
    try (InputStream in = Bodies.class.getResourceAsStream("/samples/" + name + ".json")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ParsedRequest parse(byte[] body) throws MalformedPayloadException {
    return PARSER.parse(
        VerifiedRequest.restored(null, body, "ORG1", Instant.EPOCH, Instant.EPOCH, null));
  }

  static WebhookEvent event(String body) throws MalformedPayloadException {
    return parse(body.getBytes(UTF_8)).event();
  }

  /** An event of the given name with the given text as its data, quotes written as apostrophes. */
  static <E extends WebhookEvent> E event(Class<E> type, String name, String data)
      throws MalformedPayloadException {
    String body = "{'eventName':'" + name + "','version':1,'data':" + data + "}";
    return type.cast(event(body.replace('\'', '"')));
  }
}

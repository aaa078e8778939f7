package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.fswebhook.api.Delivery;
import io.fswebhook.plugins.sample.support.SentBody.Content;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request for a delivery, before it is signed.
 *
 * @param headers modifiable, for the signature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ForwardRequest(Map<String, String> headers, byte[] body) {

  private static final String CONTENT_TYPE = "Content-Type";

  static ForwardRequest of(Delivery delivery, ForwardSettings settings) {
    Content content = settings.body().of(delivery);
    ForwardRequest request =
        switch (settings.format()) {
          case PLAIN -> plain(content);
          case CLOUDEVENTS_BINARY -> binary(settings.toCloudEvent().convert(delivery, content));
          case CLOUDEVENTS_STRUCTURED ->
              structured(settings.toCloudEvent().convert(delivery, content));
        };
    request.headers.put("Fs-Webhook-Delivery-Id", delivery.id());
    request.headers.put("Fs-Webhook-Event", URLEncoder.encode(delivery.event().eventName(), UTF_8));
    request.headers.put("Fs-Webhook-Attempt", Integer.toString(delivery.attempt()));
    request.put("traceparent", delivery.traceparent());
    request.put("tracestate", delivery.tracestate());
    return request;
  }

  private void put(String header, @Nullable String value) {
    if (value != null) {
      headers.put(header, value);
    }
  }

  private static ForwardRequest plain(Content content) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, content.type());
    return new ForwardRequest(headers, content.bytes());
  }

  private static ForwardRequest binary(CloudEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    HttpMessageFactory.createWriter(
            (name, value) -> headers.put(name, sent(name, value)), body -> {})
        .writeBinary(event);
    return new ForwardRequest(headers, Objects.requireNonNull(event.getData()).toBytes());
  }

  /**
   * Creates the format directly: the SDK would look it up in a service file, which a plugin cannot
   * see if the library is in a server's lib folder.
   */
  private static ForwardRequest structured(CloudEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, JsonFormat.CONTENT_TYPE + "; charset=UTF-8");
    return new ForwardRequest(headers, new JsonFormat().serialize(event));
  }

  /** The content type is no attribute in a header of its own. */
  private static String sent(String header, String value) {
    return header.equalsIgnoreCase(CONTENT_TYPE) ? value : encoded(value);
  }

  /**
   * Percent-encodes an attribute for an HTTP header: everything but visible ASCII, and space,
   * double quote and percent sign (HTTP binding of CloudEvents 1.0, 3.1.3.2). The SDK leaves this
   * to its caller.
   */
  private static String encoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte b : value.getBytes(UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}

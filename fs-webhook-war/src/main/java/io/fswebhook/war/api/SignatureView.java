package io.fswebhook.war.api;

import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.ReceivedWith;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a signature that was right. Public for JSON-B.
 *
 * @param timestamp in seconds, as it was signed
 * @param value cut short, so that it cannot be sent again
 */
public record SignatureView(
    String header, @Nullable String organisation, @Nullable Long timestamp, String value) {

  private static final String VALUE = "v:";

  /** Null where a version before stored it. */
  static @Nullable SignatureView of(DeliveryDetail detail, List<String> signatureHeaders) {
    ReceivedWith with = detail.receivedWith();
    if (with == null) {
      return null;
    }
    for (String header : signatureHeaders) {
      String line = valueOf(header, with.headers());
      if (line != null) {
        Instant signedAt = detail.summary().signedAt();
        return new SignatureView(
            header,
            detail.summary().orgId(),
            signedAt == null ? null : signedAt.getEpochSecond(),
            value(line));
      }
    }
    return null;
  }

  private static @Nullable String valueOf(String header, Map<String, String> headers) {
    for (Map.Entry<String, String> each : headers.entrySet()) {
      if (each.getKey().equalsIgnoreCase(header)) {
        return each.getValue();
      }
    }
    return null;
  }

  private static String value(String line) {
    for (String part : line.split(",", -1)) {
      if (part.startsWith(VALUE)) {
        return part.substring(VALUE.length());
      }
    }
    return line;
  }
}

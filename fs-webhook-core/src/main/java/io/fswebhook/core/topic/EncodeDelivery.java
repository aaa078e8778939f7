package io.fswebhook.core.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.log.LoggedDelivery;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.VerifiedRequest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a delivery into a record: a CloudEvent in Kafka's binary mode, whose data is the body, and
 * a header of our own with the rest of what the inbox stores. Duplicates have the same key.
 */
public final class EncodeDelivery {

  /** The header of our own. */
  static final String RECEIPT = "fs-webhook-receipt";

  private static final byte[] NO_BODY = {};
  private static final String NO_ORGANISATION = "-";

  private EncodeDelivery() {}

  /**
   * The record of a delivery.
   *
   * @param sameBodyIsDuplicate as the inbox decides it
   */
  public static TopicRecord of(String id, ParsedRequest parsed, boolean sameBodyIsDuplicate) {
    VerifiedRequest request = parsed.request();
    Map<String, byte[]> headers = new LinkedHashMap<>();
    add("content-type", "application/json", headers);
    add("ce_specversion", "1.0", headers);
    add("ce_id", id, headers);
    add("ce_source", "https://app.fullstory.com", headers);
    add(
        "ce_type",
        "com.fullstory." + Printable.line(EventNames.kept(parsed.event().eventName())),
        headers);
    add("ce_time", request.receivedAt().toString(), headers);
    add("ce_orgid", request.orgId(), headers);
    TraceContext trace = request.trace();
    add("traceparent", trace == null ? null : trace.traceparent(), headers);
    headers.put(RECEIPT, receipt(id, parsed));
    return new TopicRecord(key(parsed, sameBodyIsDuplicate), headers, request.body());
  }

  private static void add(String name, @Nullable String value, Map<String, byte[]> headers) {
    if (value != null) {
      headers.put(name, value.getBytes(UTF_8));
    }
  }

  private static String key(ParsedRequest parsed, boolean sameBodyIsDuplicate) {
    String orgId = parsed.request().orgId();
    byte[] deciding = DuplicateKeys.of(parsed).deciding(sameBodyIsDuplicate);
    return (orgId == null ? NO_ORGANISATION : orgId) + ":" + HexFormat.of().formatHex(deciding);
  }

  private static byte[] receipt(String id, ParsedRequest parsed) {
    VerifiedRequest request = parsed.request();
    VerifiedRequest withoutBody =
        VerifiedRequest.restored(
                request.stream(),
                NO_BODY,
                request.orgId(),
                request.signedAt(),
                request.receivedAt(),
                request.trace())
            .logged(request.identity(), request.origin());
    return new LoggedDelivery(id, withoutBody, parsed.schemaError(), null, List.of()).encoded();
  }
}

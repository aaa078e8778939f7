package io.fswebhook.core;

import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.verify.RestoreSignature;
import io.fswebhook.core.verify.VerifySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A delivery as its sender sent it, to be sent to somebody else. It is a valid request, so it is
 * shown only to those who may act on the receiver.
 *
 * @param headers those that belong to the body: its type, its sender, and its signature in full
 * @param body as received; not copied, and not to be changed
 * @param signed whether the signature is among the headers; false if there was none, and if the
 *     secret that signed it is not in the settings any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OriginalRequest(Map<String, String> headers, byte[] body, boolean signed) {

  private static final List<String> OF_BODY = List.of("Content-Type", "User-Agent");

  static OriginalRequest of(DeliveryDetail delivery, VerifySettings settings) {
    Map<String, String> kept = delivery.receivedWith().headers();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : settings.headers()) {
      String excerpt = kept.get(name);
      if (excerpt != null) {
        signature(delivery, excerpt, settings).ifPresent(value -> headers.put(name, value));
      }
    }
    boolean signed = !headers.isEmpty();
    OF_BODY.stream()
        .filter(kept::containsKey)
        .forEach(name -> headers.put(name, kept.getOrDefault(name, "")));
    return new OriginalRequest(headers, delivery.body(), signed);
  }

  private static Optional<String> signature(
      DeliveryDetail delivery, String excerpt, VerifySettings settings) {
    DeliverySummary summary = delivery.summary();
    return new RestoreSignature(settings)
        .of(excerpt, delivery.body(), summary.orgId(), summary.signedAt());
  }

  /** Without body and signature, which must not be logged. */
  @Override
  public String toString() {
    return "request with " + headers.keySet();
  }
}

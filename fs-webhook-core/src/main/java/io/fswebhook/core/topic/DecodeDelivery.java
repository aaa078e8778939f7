package io.fswebhook.core.topic;

import io.fswebhook.core.inbox.log.LoggedDelivery;
import io.fswebhook.core.inbox.log.NewerLogException;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.VerifiedRequest;
import java.io.IOException;
import java.util.Optional;

/** Turns a record back into the delivery that was received. */
public final class DecodeDelivery {

  private final EventParser parser = new EventParser();

  /** A delivery and the id that it was given. */
  public record Received(String id, ParsedRequest request) {}

  /**
   * The delivery of a record; empty if no receiver wrote it.
   *
   * @throws IOException if a newer version wrote it
   */
  public Optional<Received> of(TopicRecord record) throws IOException {
    byte[] receipt = record.headers().get(EncodeDelivery.RECEIPT);
    if (receipt == null) {
      return Optional.empty();
    }
    LoggedDelivery logged = decoded(receipt);
    try {
      ParsedRequest parsed = parser.parse(withBody(logged.request(), record.value()));
      return Optional.of(new Received(logged.id(), parsed.with(logged.schemaError())));
    } catch (MalformedPayloadException e) {
      throw new IOException("this version cannot read delivery " + logged.id(), e);
    }
  }

  private static LoggedDelivery decoded(byte[] receipt) throws IOException {
    try {
      return LoggedDelivery.decoded(receipt);
    } catch (NewerLogException e) {
      throw new IOException(
          "a newer version of fs-webhook wrote a record (" + e.formats() + "); upgrade this node",
          e);
    }
  }

  private static VerifiedRequest withBody(VerifiedRequest request, byte[] body) {
    return VerifiedRequest.restored(
            request.stream(),
            body,
            request.orgId(),
            request.signedAt(),
            request.receivedAt(),
            request.trace())
        .logged(request.identity(), request.origin());
  }
}

package io.fswebhook.core;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.schema.SchemaFailure;
import io.fswebhook.core.schema.SchemaViolationException;
import io.fswebhook.core.schema.Schemas;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.SecretUses;
import io.fswebhook.core.verify.StreamVerifier;
import io.fswebhook.core.verify.VerifiedRequest;
import io.fswebhook.core.verify.Verifier;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a raw request into one that can be stored. Thread-safe; never blocks. */
final class AcceptRequest {

  private final Verifier webhook;
  private final StreamVerifier streams;
  private final EventParser parser = new EventParser();
  private final Map<String, StreamDuplicates> duplicates;
  private final Schemas schemas;
  private final Inbox inbox;
  private final ReceiverObserver observer;

  /**
   * Reads the schemas.
   *
   * @throws io.fswebhook.core.failure.StartException if one cannot be used
   */
  AcceptRequest(
      ReceiverSettings settings, SecretUses uses, Inbox inbox, ReceiverObserver observer) {
    this.webhook = new Verifier(settings.verify(), uses);
    this.streams = new StreamVerifier(settings.access(), webhook);
    this.duplicates =
        settings.streams().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> entry.getValue().duplicates()));
    this.schemas = Schemas.open(settings.schemas());
    this.inbox = inbox;
    this.observer = observer;
  }

  void admit(RawRequest head) throws RejectedException {
    String stream = head.stream();
    if (stream != null) {
      streams.admit(head.headers(), stream);
    }
  }

  ParsedRequest verified(RawRequest raw) throws RefusedException {
    String stream = raw.stream();
    VerifiedRequest verified = stream == null ? webhook.verify(raw) : streams.verify(raw, stream);
    if (!inbox.remembers(verified.signedAt())) {
      throw RejectedException.forgotten(stream);
    }
    ParsedRequest parsed = parser.parse(verified);
    return checked(
        stream == null
            ? parsed
            : duplicates.getOrDefault(stream, StreamDuplicates.NONE).applyTo(parsed));
  }

  private ParsedRequest checked(ParsedRequest parsed) throws SchemaViolationException {
    String eventName = parsed.event().eventName();
    SchemaFailure failure = schemas.check(eventName, parsed.request().body());
    if (failure == null) {
      return parsed;
    }
    observer.schemaFailed(eventName, failure.kind().code());
    if (failure.rejected()) {
      throw new SchemaViolationException(failure.text());
    }
    return parsed.with(failure.text());
  }
}

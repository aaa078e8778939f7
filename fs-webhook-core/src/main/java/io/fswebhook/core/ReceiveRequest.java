package io.fswebhook.core;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.reject.RejectionRecorder;
import io.fswebhook.core.schema.SchemaViolationException;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A request on its way from the sender to the disk, and what is noted of it. Thread-safe. */
record ReceiveRequest(Receipts receipts, RejectionRecorder rejections, ReceiverObserver observer) {

  /** As {@link Receiver#receive}. */
  CompletionStage<Receipt> receive(AcceptRequest accept, RawRequest raw) throws RefusedException {
    long beganAt = System.nanoTime();
    ParsedRequest parsed = accepted(accept, raw);
    ParsedRequest observed = parsed.answered(null); // without the values of the body
    return receipts
        .store(parsed)
        .whenComplete((receipt, failure) -> observe(observed, receipt, beganAt));
  }

  /** As {@link Receiver#admit}. */
  void admit(AcceptRequest accept, RawRequest head) throws RejectedException {
    try {
      accept.admit(head);
    } catch (RejectedException e) {
      note(head, e);
      throw e;
    }
  }

  private ParsedRequest accepted(AcceptRequest accept, RawRequest raw) throws RefusedException {
    try {
      return accept.verified(raw);
    } catch (RejectedException e) {
      note(raw, e);
      throw e;
    } catch (MalformedPayloadException e) {
      observer.malformed();
      rejections.note(raw, e.code(), e.getMessage());
      throw e;
    } catch (SchemaViolationException e) {
      rejections.note(raw, e.code(), e.getMessage());
      throw e;
    }
  }

  private void note(RawRequest raw, RejectedException rejected) {
    observer.rejected(rejected.reason().code());
    String organisation = rejected.organisation();
    if (organisation != null) {
      observer.wronglySigned(organisation);
    }
    rejections.note(raw, rejected.reason().code(), rejected.getMessage());
  }

  private void observe(ParsedRequest parsed, @Nullable Receipt receipt, long beganAt) {
    if (receipt == null) {
      observer.unavailable();
      return;
    }
    observer.answered(Duration.ofNanos(System.nanoTime() - beganAt));
    observe(parsed, receipt, observer);
  }

  /** Tells of a delivery that was received. */
  static void observe(ParsedRequest parsed, Receipt receipt, ReceiverObserver observer) {
    String eventName = parsed.event().eventName();
    VerifiedRequest request = parsed.request();
    switch (receipt.status()) {
      case STORED ->
          observer.stored(receipt.id(), eventName, request.orgId(), request.origin().test());
      case DUPLICATE -> observer.duplicate(eventName);
    }
  }
}

package io.fswebhook.war.runtime;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.war.http.Ingest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The receiver as the resources see it. */
record ReceiverIngest(Receiver receiver, ReceiverMetrics metrics) implements Ingest {

  @Override
  public CompletionStage<Receipt> receive(RawRequest request) throws RefusedException {
    return receiver.receive(request);
  }

  @Override
  public void refused(String code) {
    metrics.refused(code);
  }

  @Override
  public boolean isReady() {
    return receiver.isReady();
  }

  @Override
  public Optional<Integrity> integrity() {
    return receiver.integrity();
  }
}

package io.fswebhook.core;

import io.fswebhook.core.Routes.Routed;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Receipts that are in the inbox before they are acknowledged. */
record InboxReceipts(Routes routes, Inbox inbox, TaskSink sink, ReceiverObserver observer)
    implements Receipts {

  @Override
  public CompletionStage<Receipt> store(ParsedRequest parsed) {
    Routed routed = routes.of(parsed);
    return inbox
        .store(routed.answered(parsed), routed.handlers(), sink)
        .whenComplete((receipt, failure) -> observe(routed, receipt));
  }

  private void observe(Routed routed, @Nullable Receipt receipt) {
    if (receipt != null) {
      routed.observe(receipt, observer);
    }
  }
}

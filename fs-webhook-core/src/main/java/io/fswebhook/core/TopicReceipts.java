package io.fswebhook.core;

import io.fswebhook.core.inbox.DeliveryId;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.topic.DeliveryTopic;
import io.fswebhook.core.topic.EncodeDelivery;
import java.util.concurrent.CompletionStage;

/**
 * Receipts that are in the topic before they are acknowledged. Duplicates are found when they are
 * stored, so each one counts as new here.
 */
record TopicReceipts(DeliveryTopic topic, boolean sameBodyIsDuplicate) implements Receipts {

  @Override
  public CompletionStage<Receipt> store(ParsedRequest parsed) {
    String id = DeliveryId.next(parsed.request().receivedAt());
    return topic
        .append(EncodeDelivery.of(id, parsed, sameBodyIsDuplicate))
        .thenApply(done -> new Receipt(id, Receipt.Status.STORED));
  }
}

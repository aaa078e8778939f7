package io.fswebhook.core;

import io.fswebhook.core.Routes.Routed;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.inbox.PartitionBatch;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.StoredBatch;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.topic.DecodeDelivery;
import io.fswebhook.core.topic.TopicReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the records of a topic in the inbox, each once. Thread-safe. */
final class StoreRecords implements TopicReader {

  private static final Logger LOG = LoggerFactory.getLogger(StoreRecords.class);

  private final Inbox inbox;
  private final Routes routes;
  private final TaskSink sink;
  private final ReceiverObserver observer;
  private final DecodeDelivery decode = new DecodeDelivery();

  /**
   * Stores in an inbox.
   *
   * @param sink is offered new tasks
   * @param observer of what is stored, not of what is received
   */
  StoreRecords(Inbox inbox, Routes routes, TaskSink sink, ReceiverObserver observer) {
    this.inbox = inbox;
    this.routes = routes;
    this.sink = sink;
    this.observer = observer;
  }

  /**
   * A record of a receiver, on its way into the inbox.
   *
   * @param offset where it is in its partition
   */
  private record Arrived(long offset, PartitionBatch.Routed delivery, Routed routed) {}

  @Override
  public CompletionStage<String> group() {
    return inbox.consumerGroup();
  }

  @Override
  public CompletionStage<Long> position(Partition partition) {
    return inbox.position(partition);
  }

  @Override
  public CompletionStage<Long> take(Partition partition, long from, long next, List<Read> records) {
    try {
      return store(partition, from, next, arrived(records));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletionStage<Long> missed(Partition partition, long from, long next) {
    return store(partition, from, next, List.of());
  }

  private List<Arrived> arrived(List<Read> records) throws IOException {
    List<Arrived> arrived = new ArrayList<>();
    for (Read each : records) {
      decode
          .of(each.record())
          .ifPresentOrElse(
              received -> arrived.add(arrived(each.offset(), received)),
              () ->
                  LOG.warn(
                      "The record at offset {} is of no receiver, and is skipped", each.offset()));
    }
    return arrived;
  }

  private Arrived arrived(long offset, DecodeDelivery.Received received) {
    Routed routed = routes.of(received.request());
    return new Arrived(
        offset,
        new PartitionBatch.Routed(
            received.id(), routed.answered(received.request()), routed.handlers()),
        routed);
  }

  private CompletionStage<Long> store(
      Partition partition, long from, long next, List<Arrived> arrived) {
    PartitionBatch batch =
        new PartitionBatch(partition, from, next, arrived.stream().map(Arrived::delivery).toList());
    return inbox
        .store(batch, sink)
        .handle(
            (stored, failure) ->
                stored == null ? retried(batch, arrived, failure) : observed(arrived, stored))
        .thenCompose(then -> then);
  }

  private CompletionStage<Long> observed(List<Arrived> arrived, StoredBatch stored) {
    for (int i = 0; i < stored.receipts().size(); i++) {
      observe(arrived.get(i), stored.receipts().get(i));
    }
    return CompletableFuture.completedFuture(stored.next());
  }

  private void observe(Arrived one, Receipt receipt) {
    ReceiveRequest.observe(one.delivery().request(), receipt, observer);
    one.routed().observe(receipt, observer);
  }

  /** Where the database refuses a delivery, finds it by bisection, and leaves it in the topic. */
  private CompletionStage<Long> retried(
      PartitionBatch batch, List<Arrived> arrived, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof NotStorableException) || arrived.isEmpty()) {
      return CompletableFuture.failedFuture(cause);
    }
    if (arrived.size() == 1) {
      LOG.error(
          "delivery {} was acknowledged and is not stored: {}; it stays in partition {} of the topic"
              + " at offset {}",
          arrived.get(0).delivery().id(),
          cause.getMessage(),
          batch.partition().number(),
          arrived.get(0).offset());
      return store(batch.partition(), batch.from(), batch.next(), List.of());
    }
    return inHalves(batch, arrived);
  }

  private CompletionStage<Long> inHalves(PartitionBatch batch, List<Arrived> arrived) {
    List<Arrived> second = arrived.subList(arrived.size() / 2, arrived.size());
    long middle = second.get(0).offset();
    return store(batch.partition(), batch.from(), middle, arrived.subList(0, arrived.size() / 2))
        .thenCompose(
            next ->
                next == middle
                    ? store(batch.partition(), middle, batch.next(), second)
                    : CompletableFuture.completedFuture(next));
  }
}

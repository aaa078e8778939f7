package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxAlerts;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.inbox.PartitionBatch;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.StoredBatch;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.parse.ParsedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Remembers what was claimed and what was given back. */
class InboxSpy implements Inbox {

  final Queue<String> claimedIds = new ConcurrentLinkedQueue<>();
  final Queue<String> releasedIds = new ConcurrentLinkedQueue<>();
  final Queue<Integer> limits = new ConcurrentLinkedQueue<>();
  private final Inbox inbox;

  InboxSpy(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public CompletionStage<Claim> claim(String handler, int limit) {
    limits.add(limit);
    return inbox.claim(handler, limit).thenApply(this::noted);
  }

  @Override
  public CompletionStage<Claim> claimInOrder(String handler, int limit, boolean strict) {
    limits.add(limit);
    return inbox.claimInOrder(handler, limit, strict).thenApply(this::noted);
  }

  private Claim noted(Claim claim) {
    claim.tasks().forEach(each -> claimedIds.add(each.delivery().id()));
    return claim;
  }

  @Override
  public CompletionStage<Permits> permits(String handler, Duration interval, int wanted) {
    return inbox.permits(handler, interval, wanted);
  }

  @Override
  public void release(List<HandlerTask> tasks) {
    tasks.forEach(each -> releasedIds.add(each.delivery().id()));
    inbox.release(tasks);
  }

  @Override
  public void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> waiting, Set<String> ended) {
    inbox.subscribe(started, waiting, ended);
  }

  @Override
  public List<HandlerSubscription> subscriptions() {
    return inbox.subscriptions();
  }

  @Override
  public CompletionStage<Void> unsubscribe(String handler) {
    return inbox.unsubscribe(handler);
  }

  @Override
  public CompletionStage<Receipt> store(
      ParsedRequest request, List<String> handlers, TaskSink sink) {
    return inbox.store(request, handlers, sink);
  }

  @Override
  public CompletionStage<Long> position(Partition partition) {
    return inbox.position(partition);
  }

  @Override
  public CompletionStage<StoredBatch> store(PartitionBatch batch, TaskSink sink) {
    return inbox.store(batch, sink);
  }

  @Override
  public CompletionStage<String> consumerGroup() {
    return inbox.consumerGroup();
  }

  @Override
  public void keepFor(Retention retention, Duration signatures) {
    inbox.keepFor(retention, signatures);
  }

  @Override
  public boolean holds(HandlerTask task) {
    return inbox.holds(task);
  }

  @Override
  public void record(Outcome outcome) {
    inbox.record(outcome);
  }

  @Override
  public CompletionStage<Void> bringForward(String handler, Duration longest) {
    return inbox.bringForward(handler, longest);
  }

  @Override
  public CompletionStage<Void> pause(String handler, boolean paused) {
    return inbox.pause(handler, paused);
  }

  @Override
  public CompletionStage<Map<String, HandlerControl>> controls() {
    return inbox.controls();
  }

  @Override
  public InboxAlerts alerts() {
    return inbox.alerts();
  }

  @Override
  public InboxReader reader() {
    return inbox.reader();
  }

  @Override
  public InboxOperations operations() {
    return inbox.operations();
  }

  @Override
  public boolean remembers(@Nullable Instant signedAt) {
    return inbox.remembers(signedAt);
  }

  @Override
  public boolean isAvailable() {
    return inbox.isAvailable();
  }

  @Override
  public long failures() {
    return inbox.failures();
  }

  @Override
  public void close() {
    inbox.close();
  }
}

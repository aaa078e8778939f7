package io.fswebhook.core.inbox.sql;

import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxAlerts;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.inbox.PartitionBatch;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.StoredBatch;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreBatch;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.StoreWrite.NewDelivery;
import io.fswebhook.core.inbox.commit.TopicPositions;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.operate.BringForward;
import io.fswebhook.core.inbox.operate.ChunkedJobs;
import io.fswebhook.core.inbox.operate.GrantPermits;
import io.fswebhook.core.inbox.operate.Housekeeping;
import io.fswebhook.core.inbox.operate.StoredAlerts;
import io.fswebhook.core.inbox.operate.StoredOperations;
import io.fswebhook.core.inbox.operate.Swept;
import io.fswebhook.core.inbox.read.ReadSource;
import io.fswebhook.core.inbox.read.StoredReader;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An inbox in a database, with one writer thread and a few connections for reading. Subclasses add
 * how deliveries are stored, claimed and released.
 */
public abstract class SqlInbox implements Inbox {

  private final InboxSettings settings;
  private final GroupCommit commits;
  private final ChunkedJobs steps;
  private final InboxReader reader;
  private final InboxOperations operations;
  private final Housekeeping housekeeping;
  private final KnownSubscriptions subscriptions;
  private final SpentSignatures spent;
  private final String unclaimed;
  private final String locking;
  private final Closer opened;

  /**
   * What differs between databases.
   *
   * @param unclaimed the SQL condition for unclaimed tasks, as far as the table shows it
   * @param locking what follows a SELECT that locks a row, and skips it if another node has
   * @param nodeId this node's, which may change
   * @param spent loaded
   * @param observer of this inbox's commits
   * @param opened closes what has been opened so far, after what is opened here
   */
  public record Parts(
      Database database,
      ReadSource reads,
      String unclaimed,
      String locking,
      LongSupplier nodeId,
      KnownSubscriptions subscriptions,
      SpentSignatures spent,
      ReceiverObserver observer,
      Closer opened) {}

  protected SqlInbox(InboxSettings settings, Clock clock, Parts parts) {
    this.settings = settings;
    this.subscriptions = parts.subscriptions();
    this.spent = parts.spent();
    this.unclaimed = parts.unclaimed();
    this.locking = parts.locking();
    this.opened = parts.opened();
    opened.add(parts.reads()::close);
    this.reader = new StoredReader(parts.reads());
    this.commits =
        new GroupCommit(
            parts.database(),
            settings.limits(),
            (writes, duration) -> parts.observer().committed("inbox", writes, duration),
            settings.meanwhile());
    opened.add(() -> SlowStep.of("writing the remaining changes to the inbox", commits::close));
    this.steps = new ChunkedJobs(commits);
    opened.add(steps::close);
    this.operations =
        new StoredOperations(
            commits,
            steps,
            clock,
            subscriptions,
            spent,
            unclaimed,
            parts.reads().bodyHolds(),
            parts.nodeId());
    this.housekeeping =
        new Housekeeping(commits, steps, settings, clock, spent, subscriptions::handlers);
  }

  /** See {@link Housekeeping#start}. */
  protected final void startHousekeeping(BooleanSupplier isOurs) {
    housekeeping.start(isOurs);
  }

  protected final void submit(Write write) {
    commits.submit(write);
  }

  protected final void persist(GroupCommit.Change change) {
    commits.persist(change);
  }

  protected final GroupCommit commits() {
    return commits;
  }

  protected final SpentSignatures spent() {
    return spent;
  }

  protected final KnownSubscriptions knownSubscriptions() {
    return subscriptions;
  }

  /** How this database stores a delivery. */
  protected abstract StoreWrite storing(NewDelivery delivery);

  @Override
  public final CompletionStage<Receipt> store(
      ParsedRequest request, List<String> handlers, TaskSink sink) {
    StoreWrite write =
        storing(new NewDelivery(request, settings.sameBodyIsDuplicate(), handlers, sink));
    receive(write);
    return write.receipt();
  }

  /** As {@link #storing(NewDelivery)}, for one that has an id and needs no receipt log. */
  protected abstract StoreWrite storing(String id, NewDelivery delivery);

  /** Stores deliveries of this inbox within a transaction. */
  protected void storeAll(List<StoreWrite> deliveries, WriteSession session) throws SQLException {
    for (StoreWrite delivery : deliveries) {
      delivery.apply(session);
    }
  }

  @Override
  public final CompletionStage<StoredBatch> store(PartitionBatch batch, TaskSink sink) {
    List<StoreWrite> deliveries =
        batch.deliveries().stream().map(each -> storing(each, sink)).toList();
    StoreBatch write = new StoreBatch(batch, deliveries, session -> storeAll(deliveries, session));
    commits.submit(write);
    return write.stored();
  }

  private StoreWrite storing(PartitionBatch.Routed each, TaskSink sink) {
    return storing(
        each.id(),
        new NewDelivery(each.request(), settings.sameBodyIsDuplicate(), each.handlers(), sink));
  }

  @Override
  public final CompletionStage<Long> position(Partition partition) {
    return written(session -> TopicPositions.begin(partition, session));
  }

  @Override
  public final CompletionStage<String> consumerGroup() {
    return written(TopicPositions::group);
  }

  /** What a write results in. */
  @FunctionalInterface
  private interface Result<T> {

    T of(WriteSession session) throws SQLException;
  }

  private <T> CompletionStage<T> written(Result<T> result) {
    AtomicReference<T> last = new AtomicReference<>();
    return commits
        .whenOnDisk(session -> last.set(result.of(session)))
        .thenApply(done -> Objects.requireNonNull(last.get()));
  }

  /** Submits a delivery that was just received. */
  protected void receive(StoreWrite write) {
    commits.submit(write);
  }

  @Override
  public final void keepFor(Retention retention, Duration signatures) {
    housekeeping.keepFor(retention, signatures);
  }

  @Override
  public final boolean remembers(@Nullable Instant signedAt) {
    return !spent.hasForgotten(signedAt);
  }

  @Override
  public final CompletionStage<Void> bringForward(String handler, Duration longest) {
    return steps.run(new BringForward(handler, longest, unclaimed)).thenAccept(done -> {});
  }

  @Override
  public final CompletionStage<Permits> permits(String handler, Duration interval, int wanted) {
    GrantPermits work = new GrantPermits(handler, interval, wanted, locking);
    commits.submit(work);
    return work.permits();
  }

  @Override
  public final CompletionStage<Void> pause(String handler, boolean paused) {
    return commits.whenOnDisk(
        session ->
            session.update(
                "INSERT INTO handler_control (handler, paused, version, changed_at) VALUES (?, ?, 1, ?)"
                    + " ON CONFLICT (handler) DO UPDATE SET paused = excluded.paused,"
                    + " version = handler_control.version + 1, changed_at = excluded.changed_at",
                handler,
                paused ? 1 : 0,
                session.now()));
  }

  @Override
  public final CompletionStage<Map<String, HandlerControl>> controls() {
    Map<String, HandlerControl> controls = new ConcurrentHashMap<>();
    return commits
        .whenOnDisk(
            session ->
                session.each(
                    "SELECT handler, paused, version FROM handler_control",
                    row ->
                        controls.put(
                            row.getString(1),
                            new HandlerControl(row.getInt(2) == 1, row.getLong(3)))))
        .thenApply(done -> Map.copyOf(controls));
  }

  @Override
  public final List<HandlerSubscription> subscriptions() {
    return subscriptions.all();
  }

  @Override
  public final CompletionStage<Void> unsubscribe(String handler) {
    return commits
        .whenOnDisk(
            session -> session.update("DELETE FROM subscription WHERE handler = ?", handler))
        .thenRun(() -> subscriptions.ended(handler));
  }

  @Override
  public final InboxReader reader() {
    return reader;
  }

  @Override
  public final InboxOperations operations() {
    return operations;
  }

  @Override
  public boolean isAvailable() {
    return commits.isAvailable();
  }

  @Override
  public final long failures() {
    return commits.failures();
  }

  @Override
  public final InboxAlerts alerts() {
    return new StoredAlerts(commits);
  }

  /** Deletes expired data now, without waiting for the next sweep. */
  public final CompletionStage<Swept> sweep() {
    return housekeeping.sweep();
  }

  @Override
  public final void close() {
    opened.close();
  }
}

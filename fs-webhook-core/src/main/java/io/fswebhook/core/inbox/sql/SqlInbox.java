package io.fswebhook.core.inbox.sql;

import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.StoreWrite.NewDelivery;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.operate.BringForward;
import io.fswebhook.core.inbox.operate.ChunkedJobs;
import io.fswebhook.core.inbox.operate.Housekeeping;
import io.fswebhook.core.inbox.operate.StoredOperations;
import io.fswebhook.core.inbox.operate.Swept;
import io.fswebhook.core.inbox.read.ReadSource;
import io.fswebhook.core.inbox.read.StoredReader;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Closer opened;

  /**
   * What differs between databases.
   *
   * @param unclaimed the SQL condition for unclaimed tasks, as far as the table shows it
   * @param nodeId this node's, which may change
   * @param spent loaded
   * @param observer of this inbox's commits
   * @param opened closes what has been opened so far, after what is opened here
   */
  public record Parts(
      Database database,
      ReadSource reads,
      String unclaimed,
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
    this.opened = parts.opened();
    opened.add(parts.reads()::close);
    this.reader = new StoredReader(parts.reads());
    this.commits =
        new GroupCommit(
            parts.database(),
            settings.limits(),
            (writes, duration) -> parts.observer().committed("inbox", writes, duration));
    opened.add(() -> SlowStep.of("writing the remaining changes to the inbox", commits::close));
    this.steps = new ChunkedJobs(commits);
    opened.add(steps::close);
    this.operations =
        new StoredOperations(
            commits,
            steps,
            clock,
            subscriptions,
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
    List<String> subscribers = subscriptions.subscribers(handlers, request.event().eventName());
    StoreWrite write =
        storing(new NewDelivery(request, settings.sameBodyIsDuplicate(), subscribers, sink));
    receive(write);
    return write.receipt();
  }

  /** Submits a delivery that was just received. */
  protected void receive(StoreWrite write) {
    commits.submit(write);
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

  /** Deletes expired data now, without waiting for the next sweep. */
  public final CompletionStage<Swept> sweep() {
    return housekeeping.sweep();
  }

  @Override
  public final void close() {
    opened.close();
  }
}

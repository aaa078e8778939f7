package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.commit.EndSubscription;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.PauseHandler;
import io.fswebhook.core.inbox.commit.ReadControls;
import io.fswebhook.core.inbox.commit.SharedCommits;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.operate.BringForward;
import io.fswebhook.core.inbox.operate.Housekeeping;
import io.fswebhook.core.inbox.operate.SmallSteps;
import io.fswebhook.core.inbox.operate.StoredOperations;
import io.fswebhook.core.inbox.operate.Swept;
import io.fswebhook.core.inbox.read.StoredReader;
import io.fswebhook.core.lifecycle.CloseInReverse;
import io.fswebhook.core.lifecycle.DaemonThread;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The inbox in a PostgreSQL database that it shares with any number of others. What this node has
 * in hand is claimed in the database, for as long as the node lives.
 */
public final class PostgresInbox implements Inbox {

  private static final String UNCLAIMED = "claimed_by IS NULL";

  private final InboxSettings settings;
  private final ReceiverObserver observer;
  private final Claims claims;
  private final KnownSubscriptions subscriptions;
  private final Heartbeat heartbeat;
  private final SharedCommits commits;
  private final SmallSteps steps;
  private final StoredReader reader;
  private final StoredOperations operations;
  private final Housekeeping housekeeping;
  private final CloseInReverse opened;
  private final SpentSignatures spent;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          beat -> DaemonThread.of("fs-webhook-heartbeat", beat));

  private PostgresInbox(
      InboxSettings settings,
      Clock clock,
      ReceiverObserver observer,
      Postgres postgres,
      Node node,
      KnownSubscriptions subscriptions,
      Heartbeat heartbeat,
      SpentSignatures spent,
      CloseInReverse opened) {
    this.settings = settings;
    this.spent = spent;
    this.opened = opened;
    this.observer = observer;
    this.subscriptions = subscriptions;
    this.heartbeat = heartbeat;
    this.claims = new Claims(node);
    opened.add(this::endBeating);
    long period = Heartbeat.period(node.lease()).toMillis();
    var unused =
        heart.scheduleWithFixedDelay(heartbeat::beat, period, period, TimeUnit.MILLISECONDS);
    PostgresReads reads = new PostgresReads(postgres);
    opened.add(reads::close);
    this.commits =
        new SharedCommits(new PostgresDatabase(postgres, claims, reads::renew), settings.limits());
    opened.add(commits::close);
    this.steps = new SmallSteps(commits);
    opened.add(steps::close);
    this.operations = new StoredOperations(commits, steps, clock, subscriptions, UNCLAIMED);
    this.reader = new StoredReader(reads);
    this.housekeeping =
        new Housekeeping(commits, steps, settings, clock, spent, subscriptions::handlers);
    housekeeping.start(heartbeat::isEldest);
  }

  /**
   * Opens the database and brings its tables up to date.
   *
   * @throws StartException if the operator must act first
   */
  public static PostgresInbox open(InboxSettings settings, ReceiverObserver observer, Clock clock) {
    SpentSignatures spent = new SpentSignatures();
    Postgres postgres = OpenPostgres.at(settings);
    Node node = new Node(settings.limits().lease());
    KnownSubscriptions subscriptions = new KnownSubscriptions();
    Heartbeat heartbeat =
        new Heartbeat(postgres, node, new Subscriptions(subscriptions), processName());
    CloseInReverse opened = new CloseInReverse();
    opened.add(heartbeat::end);
    try {
      begin(heartbeat, spent, postgres);
      return new PostgresInbox(
          settings, clock, observer, postgres, node, subscriptions, heartbeat, spent, opened);
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private static void begin(Heartbeat heartbeat, SpentSignatures spent, Postgres postgres) {
    try (Connection connection = postgres.connect()) {
      heartbeat.beatOnce();
      spent.load(connection);
    } catch (SQLException e) {
      throw new StartException(
          "the inbox " + postgres + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String processName() {
    String process = " process " + ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + process;
    } catch (UnknownHostException e) {
      return "unknown host" + process;
    }
  }

  @Override
  public void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting) {
    subscriptions.here(started, waiting);
    heart.execute(heartbeat::beat);
  }

  @Override
  public List<HandlerSubscription> subscriptions() {
    return subscriptions.all();
  }

  @Override
  public CompletionStage<Void> unsubscribe(String handler) {
    return commits
        .whenOnDisk(new EndSubscription(handler))
        .thenRun(() -> subscriptions.ended(handler));
  }

  @Override
  public CompletionStage<Receipt> store(
      ParsedRequest request, List<String> handlers, HandlingSink sink) {
    StoreDelivery work =
        new StoreDelivery(
            request,
            settings.sameBodyIsDuplicate(),
            subscriptions.subscribers(handlers, request.event().eventName()),
            sink,
            claims);
    commits.submit(work);
    return work.receipt();
  }

  @Override
  public boolean remembers(@Nullable Instant signedAt) {
    return !spent.hasForgotten(signedAt);
  }

  @Override
  public CompletionStage<Claim> claim(String handler, int limit) {
    ClaimDue work = new ClaimDue(handler, limit, claims);
    commits.submit(work);
    return work.claim();
  }

  @Override
  public boolean holds(Handling handling) {
    return claims.holds(handling);
  }

  @Override
  public void record(Outcome outcome) {
    commits.submit(new RecordOutcome(outcome, claims, observer));
  }

  @Override
  public void release(List<Handling> handlings) {
    commits.submit(new ReleaseClaims(handlings, claims));
  }

  @Override
  public CompletionStage<Void> bringForward(String handler, Duration longest) {
    return steps.run(new BringForward(handler, longest, UNCLAIMED)).thenAccept(changed -> {});
  }

  @Override
  public CompletionStage<Void> pause(String handler, boolean paused) {
    return commits.whenOnDisk(new PauseHandler(handler, paused));
  }

  @Override
  public CompletionStage<Map<String, HandlerControl>> controls() {
    ReadControls work = new ReadControls();
    commits.submit(work);
    return work.controls();
  }

  @Override
  public boolean isAvailable() {
    return commits.isAvailable() && heartbeat.isAlive();
  }

  @Override
  public long failures() {
    return commits.failures();
  }

  @Override
  public InboxReader reader() {
    return reader;
  }

  @Override
  public InboxOperations operations() {
    return operations;
  }

  /** Deletes what is old now, and not only in its turn. */
  CompletionStage<Swept> sweep() {
    return housekeeping.sweep();
  }

  @Override
  public void close() {
    opened.close();
  }

  /** Waits for the last beat, since what comes after it takes over the connection. */
  private void endBeating() {
    heart.shutdownNow();
    boolean interrupted = false;
    while (!heart.isTerminated()) {
      try {
        heart.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.StoreWrite.NewDelivery;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.sql.OrderRound;
import io.fswebhook.core.inbox.sql.SqlInbox;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.DaemonThread;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.observe.ReceiverObserver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An inbox in a PostgreSQL database that any number of nodes share. Claims are recorded in the
 * database and are valid while the node renews its lease.
 */
public final class PostgresInbox extends SqlInbox {

  private static final String UNCLAIMED = "claimed_by IS NULL";

  private final ReceiverObserver observer;
  private final Claims claims;
  private final OrderRound.All rounds = new OrderRound.All();
  private final Heartbeat heartbeat;
  private final ScheduledExecutorService heart;

  private PostgresInbox(
      InboxSettings settings,
      Clock clock,
      ReceiverObserver observer,
      Claims claims,
      Heartbeat heartbeat,
      ScheduledExecutorService heart,
      Parts parts) {
    super(settings, clock, parts);
    this.observer = observer;
    this.claims = claims;
    this.heartbeat = heartbeat;
    this.heart = heart;
    startHousekeeping(heartbeat::isEldest);
  }

  /**
   * Opens the database and migrates its tables.
   *
   * @throws StartException if the operator must act first
   */
  public static PostgresInbox open(
      InboxPlace.Server place, InboxSettings settings, ReceiverObserver observer, Clock clock) {
    Postgres postgres = OpenPostgres.at(place, settings);
    Node node = new Node(settings.limits().lease());
    Claims claims = new Claims(node);
    SpentSignatures spent = new SpentSignatures();
    KnownSubscriptions subscriptions = new KnownSubscriptions();
    SchemaCheck schema = new SchemaCheck();
    Heartbeat heartbeat = new Heartbeat(postgres, node, new Subscriptions(subscriptions), schema);
    Closer opened = new Closer();
    opened.add(heartbeat::end);
    try {
      begin(heartbeat, spent, postgres);
      ScheduledExecutorService heart = beating(heartbeat, node);
      opened.add(() -> end(heart));
      PostgresReads reads = new PostgresReads(postgres);
      Parts parts =
          new Parts(
              new PostgresDatabase(postgres, claims, schema, reads::renew),
              reads,
              UNCLAIMED,
              " FOR UPDATE SKIP LOCKED",
              node::id,
              subscriptions,
              spent,
              observer,
              opened);
      return new PostgresInbox(settings, clock, observer, claims, heartbeat, heart, parts);
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

  private static ScheduledExecutorService beating(Heartbeat heartbeat, Node node) {
    ScheduledExecutorService heart =
        Executors.newSingleThreadScheduledExecutor(
            beat -> DaemonThread.of("fs-webhook-heartbeat", beat));
    long period = Heartbeat.period(node.lease()).toMillis();
    var unused =
        heart.scheduleWithFixedDelay(heartbeat::beat, period, period, TimeUnit.MILLISECONDS);
    return heart;
  }

  @Override
  public List<SeenNode> nodes() {
    return heartbeat.nodes();
  }

  @Override
  public void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> waiting, Set<String> ended) {
    knownSubscriptions().here(started, waiting, ended);
    heart.execute(heartbeat::beat);
  }

  @Override
  protected StoreWrite storing(NewDelivery delivery) {
    return new StoreInPostgres(delivery, claims);
  }

  @Override
  protected StoreWrite storing(String id, NewDelivery delivery) {
    return new StoreInPostgres(id, delivery, claims);
  }

  @Override
  protected void storeAll(List<StoreWrite> deliveries, WriteSession session) throws SQLException {
    StoreAll.of(deliveries.stream().map(StoreInPostgres.class::cast).toList(), claims, session);
  }

  @Override
  public CompletionStage<Claim> claim(String handler, int limit) {
    ClaimInPostgres work = new ClaimInPostgres(handler, limit, claims);
    submit(work);
    return work.claim();
  }

  @Override
  public CompletionStage<Claim> claimInOrder(String handler, int limit, boolean strict) {
    ClaimOrderedInPostgres work =
        new ClaimOrderedInPostgres(handler, limit, strict, claims, rounds.of(handler));
    submit(work);
    return work.claim();
  }

  @Override
  public boolean holds(HandlerTask task) {
    return claims.holds(task);
  }

  @Override
  public void record(Outcome outcome) {
    submit(new RecordInPostgres(outcome, claims, observer));
  }

  @Override
  public void release(List<HandlerTask> tasks) {
    submit(new ReleaseInPostgres(List.copyOf(tasks), claims));
  }

  @Override
  public boolean isAvailable() {
    return super.isAvailable() && heartbeat.isAlive();
  }

  /** Waits for the last beat, because the following step uses its connection. */
  private static void end(ScheduledExecutorService heart) {
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

  /** Releases claims, after the outcomes of the same transaction and before its claims. */
  private record ReleaseInPostgres(List<HandlerTask> tasks, Claims claims) implements Write {

    @Override
    public void apply(WriteSession session) throws SQLException {
      PreparedStatement update =
          session.statement(
              "UPDATE task h SET claimed_by = NULL"
                  + " FROM unnest(?::bigint[], ?::text[], ?::bigint[]) AS r (delivery_seq, handler, claimed_by)"
                  + " WHERE h.delivery_seq = r.delivery_seq AND h.handler = r.handler"
                  + " AND h.claimed_by = r.claimed_by");
      Arrays arrays = new Arrays(update);
      arrays.longs(1, tasks, task -> task.delivery().seq());
      arrays.texts(2, tasks, HandlerTask::handler);
      arrays.longs(3, tasks, HandlerTask::claimedBy);
      update.executeUpdate();
    }

    @Override
    public void committed() {
      tasks.forEach(claims::finished);
    }

    @Override
    public boolean persists() {
      return true;
    }
  }
}

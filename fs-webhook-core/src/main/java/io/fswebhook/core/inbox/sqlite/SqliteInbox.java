package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.StoreWrite.NewDelivery;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.sql.OrderRound;
import io.fswebhook.core.inbox.sql.SqlInbox;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.observe.ReceiverObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inbox in an SQLite file that only this process uses. Claims are kept in memory only: a claim
 * costs no write, and a restart releases them all.
 *
 * <p>Claims may be read and changed only in {@code apply}, {@code committed} and {@code failed} of
 * a {@code Write}.
 */
public final class SqliteInbox extends SqlInbox {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteInbox.class);

  /** The table does not show claims. */
  private static final String UNFINISHED = "due_at IS NOT NULL";

  /** The only process that has the file. */
  static final long HOLDER = 0;

  private final InboxFiles files;
  private final CheckInBackground check;
  private final Clock clock;
  private final SqliteReceipts receipts;
  // Only the writer thread uses these.
  private final SqliteClaims claims = new SqliteClaims();
  private final OrderRound.All rounds = new OrderRound.All();
  private long lastSeq;

  private SqliteInbox(
      InboxSettings settings,
      Clock clock,
      InboxFiles files,
      CheckInBackground check,
      long lastSeq,
      Parts parts) {
    super(settings, clock, parts);
    this.files = files;
    this.check = check;
    this.clock = clock;
    this.receipts = new SqliteReceipts(files, settings, commits(), parts.observer());
    this.lastSeq = lastSeq;
    startHousekeeping(() -> true);
  }

  /**
   * Opens or creates the file.
   *
   * @throws StartException if the operator must act first
   */
  public static SqliteInbox open(
      Path path, InboxSettings settings, ReceiverObserver observer, Clock clock) {
    OpenSqlite.makeFolder(path);
    Closer opened = new Closer();
    try {
      InboxLock lock = InboxLock.of(path);
      opened.add(() -> closeQuietly(lock));
      SqliteFile file = new SqliteFile(path);
      LastStop stop = LastStop.of(file, lock);
      InboxFiles files = OpenSqlite.at(file, settings.sameBodyIsDuplicate());
      CheckInBackground check = new CheckInBackground(files);
      Closer whenClosed = new Closer();
      opened.add(() -> close(files, stop, check, whenClosed));
      stop.opened();
      SpentSignatures spent = new SpentSignatures();
      long lastSeq = load(file, spent, clock);
      SqliteReads reads = new SqliteReads(file, files);
      KnownSubscriptions subscriptions = new KnownSubscriptions();
      subscriptions.stored(KeptSubscriptions.read(file), Map.of());
      Parts parts =
          new Parts(
              new SqliteDatabase(file, files, clock),
              reads,
              UNFINISHED,
              "", // nobody else has the file
              () -> HOLDER,
              subscriptions,
              spent,
              observer,
              opened);
      SqliteInbox inbox = new SqliteInbox(settings, clock, files, check, lastSeq, parts);
      inbox.receipts.open(inbox, spent, lastSeq == 0 && !spent.any(), opened);
      files.renewsLogBy(inbox.receipts::renewLog);
      whenClosed.add(inbox.receipts::deleteIfFollowed);
      reads.beforeReading(inbox.receipts::awaitFollowed);
      if (!stop.wasInOrder()) {
        opened.add(check::close);
        check.start();
      }
      return inbox;
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  /**
   * Ends operations of the process before, and returns the highest number of a delivery. Includes
   * deleted deliveries: otherwise a receipt mark of theirs would make new deliveries old.
   */
  private static long load(SqliteFile file, SpentSignatures spent, Clock clock) {
    try (Connection connection = file.connect()) {
      spent.load(connection);
      Jdbc.update(
          connection,
          "UPDATE operation SET state = 'interrupted', ended_at = ?,"
              + " detail = 'the receiver ended meanwhile' WHERE state = 'running'",
          clock.millis());
      return Jdbc.first(
              connection,
              "SELECT max((SELECT coalesce(max(seq), 0) FROM delivery),"
                  + " (SELECT coalesce(max(seq), 0) FROM receipt_mark))",
              row -> row.getLong(1))
          .orElse(0L);
    } catch (SQLException e) {
      throw new StartException("the inbox " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  protected void receive(StoreWrite write) {
    receipts.receive((StoreInSqlite) write);
  }

  @Override
  public long behind() {
    return receipts.behind();
  }

  @Override
  protected StoreWrite storing(NewDelivery delivery) {
    return new StoreInSqlite(delivery, spent(), this, receipts);
  }

  @Override
  protected StoreWrite storing(String id, NewDelivery delivery) {
    StoreInSqlite write = new StoreInSqlite(id, 0, delivery, spent(), this, receipts);
    write.storeAlone();
    return write;
  }

  @Override
  public CompletionStage<Claim> claim(String handler, int limit) {
    ClaimInSqlite work = new ClaimInSqlite(handler, limit, claims);
    submit(work);
    return work.claim();
  }

  @Override
  public CompletionStage<Claim> claimInOrder(String handler, int limit, boolean strict) {
    ClaimOrderedInSqlite work =
        new ClaimOrderedInSqlite(handler, limit, strict, claims, rounds.of(handler));
    submit(work);
    return work.claim();
  }

  @Override
  public void record(Outcome outcome) {
    submit(new RecordInSqlite(outcome, clock.millis(), claims));
  }

  /** Queued like a write, so that a claim requested later finds them. */
  @Override
  public void release(List<HandlerTask> tasks) {
    List<HandlerTask> kept = List.copyOf(tasks);
    commits().inOrder(() -> kept.forEach(claims::remove));
  }

  /** Nobody else has this file. */
  @Override
  public boolean holds(HandlerTask task) {
    return true;
  }

  /** Written before any delivery that is received from now on. */
  @Override
  public void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> waiting, Set<String> ended) {
    Map<String, Set<String>> news = knownSubscriptions().here(started, waiting, ended);
    if (!ended.isEmpty()) {
      persist(session -> KeptSubscriptions.delete(ended, session));
      knownSubscriptions().forgotten(ended);
    }
    if (!news.isEmpty()) {
      persist(session -> KeptSubscriptions.write(news, session));
    }
  }

  @Override
  public boolean isAvailable() {
    return super.isAvailable() && files.areAsTheyWere() && receipts.isPrompt();
  }

  @Override
  public Optional<Integrity> integrity() {
    return Optional.of(check.integrity());
  }

  long nextSeq() {
    return ++lastSeq;
  }

  boolean isClaimed(HandlerTask.Key key) {
    return claims.contains(key);
  }

  /** One with an order only if no other with its key is claimed. */
  boolean offer(HandlerTask task, TaskSink sink) {
    boolean taken = claims.mayBegin(task) && sink.offer(task);
    if (taken) {
      claims.add(task);
    }
    return taken;
  }

  private static void close(
      InboxFiles files, LastStop stop, CheckInBackground check, Closer whenClosed) {
    boolean inOrder =
        SlowStep.of("checkpointing the log of the inbox " + files.file(), files::close);
    if (inOrder) {
      whenClosed.close();
    }
    if (inOrder && check.isSettled()) {
      stop.closedInOrder();
    }
  }

  private static void closeQuietly(InboxLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("the lock could not be released; it ends with the process", e);
    }
  }
}

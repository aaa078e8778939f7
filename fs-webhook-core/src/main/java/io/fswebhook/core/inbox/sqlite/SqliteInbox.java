package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.StoreWrite.NewDelivery;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.log.KeyFilter;
import io.fswebhook.core.inbox.log.LoggedDelivery;
import io.fswebhook.core.inbox.log.ReceiptLog;
import io.fswebhook.core.inbox.log.RecoverLog;
import io.fswebhook.core.inbox.sql.SqlInbox;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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

  private static final int MOST_BEHIND = 5_000;
  private static final long HEAP_SHARE_BEHIND = 16;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final InboxFiles files;
  private final CheckInBackground check;
  private final InboxSettings settings;
  private final Clock clock;
  private final KeyFilter keys = new KeyFilter();
  private final List<StoreInSqlite> refused = new ArrayList<>(); // until the log is recovered
  private volatile @Nullable ReceiptLog receipts; // null until then
  // Only the writer thread uses these two.
  private final Set<HandlerTask.Key> claimed = new HashSet<>();
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
    this.settings = settings;
    this.clock = clock;
    this.lastSeq = lastSeq;
    startHousekeeping(() -> true);
  }

  /**
   * Opens or creates the file.
   *
   * @throws StartException if the operator must act first
   */
  public static SqliteInbox open(Path path, InboxSettings settings, Clock clock) {
    OpenSqlite.makeFolder(path);
    Closer opened = new Closer();
    try {
      InboxLock lock = InboxLock.of(path);
      opened.add(() -> closeQuietly(lock));
      SqliteFile file = new SqliteFile(path);
      LastStop stop = LastStop.of(file, lock);
      InboxFiles files = OpenSqlite.at(file, settings.sameBodyIsDuplicate());
      CheckInBackground check = new CheckInBackground(files);
      AtomicReference<@Nullable ReceiptLog> log = new AtomicReference<>();
      opened.add(() -> close(files, stop, check, log.get()));
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
              () -> HOLDER,
              subscriptions,
              spent,
              opened);
      SqliteInbox inbox = new SqliteInbox(settings, clock, files, check, lastSeq, parts);
      log.set(inbox.recover(opened));
      reads.beforeReading(inbox::awaitFollowed);
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

  /** Stores what an earlier process logged, then lets deliveries in. */
  private ReceiptLog recover(Closer opened) {
    boolean isEmpty = lastSeq == 0 && !spent().any();
    try {
      Path file = files.file().path().toRealPath();
      RecoverLog recovery = new RecoverLog(file, files.id(), appliedRecord(), new Recovered());
      InboxLimits limits = settings.limits();
      ReceiptLog log =
          SlowStep.<ReceiptLog, IOException>of(
              "storing what the receipt log holds",
              () ->
                  recovery.recover(
                      keys,
                      new ReceiptLog.Limits(
                          Math.min(MOST_BEHIND, limits.mostWaiting()),
                          Math.min(mostBytesBehind(), limits.mostWaitingBytes())),
                      new Following()));
      receipts = log;
      opened.add(log::close);
      log.start();
    } catch (IOException | SQLException e) {
      throw new StartException(
          "the receipt log beside the inbox "
              + files.file()
              + " cannot be used: "
              + reason(e)
              + "; it holds deliveries that the inbox may not have, so do not delete it",
          e);
    }
    if (isEmpty) {
      keys.load(List.of(), true);
    } else {
      LoadKeys load = new LoadKeys(files, keys);
      opened.add(load::close);
      load.start();
    }
    return receipts;
  }

  private static String reason(Exception e) {
    return e instanceof IOException io ? Reasons.of(io) : String.valueOf(e.getMessage());
  }

  private long appliedRecord() throws SQLException {
    try (Connection connection = files.file().connect()) {
      return Jdbc.first(
              connection, "SELECT applied FROM receipt_log WHERE id = 1", row -> row.getLong(1))
          .orElse(0L);
    }
  }

  private static long mostBytesBehind() {
    return Runtime.getRuntime().maxMemory() / HEAP_SHARE_BEHIND;
  }

  /** Takes what an earlier process logged. */
  private final class Recovered implements RecoverLog.Taker {

    private static final int MOST_AT_ONCE = 1_000;

    private final EventParser parser = new EventParser();
    private int taken;

    @Override
    public void take(long number, LoggedDelivery delivery) throws IOException {
      ParsedRequest parsed;
      try {
        parsed = parser.parse(delivery.request());
      } catch (MalformedPayloadException e) {
        throw new IOException("a delivery in it cannot be read by this version", e);
      }
      submit(
          new StoreInSqlite(
              delivery.id(),
              number,
              new NewDelivery(
                  parsed, settings.sameBodyIsDuplicate(), delivery.handlers(), task -> false),
              spent(),
              SqliteInbox.this));
      if (++taken % MOST_AT_ONCE == 0) {
        await(commits().caughtUp());
      }
    }

    @Override
    public List<LoggedDelivery> awaitOnDisk() throws IOException {
      await(commits().whenOnDisk(session -> {}));
      return refused.stream().map(StoreInSqlite::toLog).toList();
    }

    private void await(CompletionStage<Void> done) throws IOException {
      try {
        done.toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  /** Follows the log. */
  private final class Following implements ReceiptLog.Follower {

    @Override
    public boolean isWritable() {
      return commits().isUp() && files.areAsTheyWere();
    }

    @Override
    public void follow(ReceiptLog.Entry entry) {
      submit((StoreInSqlite) entry);
    }

    @Override
    public void whenOnDisk(Runnable then) {
      persist(session -> {}, then);
    }
  }

  @Override
  protected void receive(StoreWrite write) {
    ReceiptLog log = receipts();
    if (!commits().isUp()) {
      submit(write); // which fails with the reason
    } else if (settings.limits().isFull(log.waiting(), log.bytesWaiting())) {
      write.failed(settings.limits().full(log.waiting(), log.bytesWaiting()));
    } else {
      log.submit((StoreInSqlite) write);
    }
  }

  private ReceiptLog receipts() {
    return Objects.requireNonNull(receipts, "received before it was recovered");
  }

  /** Decided: the answer has to wait for the log. */
  void returnToLog(StoreInSqlite write) {
    receipts().submit(write);
  }

  void followed(StoreInSqlite write) {
    ReceiptLog log = receipts;
    if (log != null) { // null for what an earlier process logged
      log.followed(write);
    }
  }

  void keepRefused(StoreInSqlite write) {
    ReceiptLog log = receipts;
    if (log == null) {
      refused.add(write);
    } else {
      log.keepRefused(write);
    }
  }

  /** What was answered before a read is found by it, unless the inbox is far behind. */
  private void awaitFollowed() {
    if (receipts().behind() == 0) {
      return;
    }
    try {
      commits().caughtUp().toCompletableFuture().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{} is read while it is {} deliveries behind", files.file(), receipts().behind());
    }
  }

  @Override
  public long behind() {
    return receipts().behind();
  }

  @Override
  protected StoreWrite storing(NewDelivery delivery) {
    return new StoreInSqlite(delivery, spent(), this);
  }

  @Override
  public CompletionStage<Claim> claim(String handler, int limit) {
    ClaimInSqlite work = new ClaimInSqlite(handler, limit, this);
    submit(work);
    return work.claim();
  }

  @Override
  public void record(Outcome outcome) {
    submit(new RecordInSqlite(outcome, clock.millis(), this));
  }

  /** Queued like a write, so that a claim requested later finds them. */
  @Override
  public void release(List<HandlerTask> tasks) {
    List<HandlerTask> kept = List.copyOf(tasks);
    submit(new Release(kept));
  }

  private final class Release implements Write {

    private final List<HandlerTask> tasks;

    Release(List<HandlerTask> tasks) {
      this.tasks = tasks;
    }

    @Override
    public void apply(WriteSession session) {
      tasks.forEach(task -> released(task.key()));
    }

    @Override
    public boolean persists() {
      return true;
    }

    @Override
    public boolean mustBeOnDisk() {
      return false;
    }
  }

  /** Nobody else has this file. */
  @Override
  public boolean holds(HandlerTask task) {
    return true;
  }

  /** Written before any delivery that is received from now on. */
  @Override
  public void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting) {
    Map<String, Set<String>> news = knownSubscriptions().here(started, waiting);
    if (!news.isEmpty()) {
      persist(session -> KeptSubscriptions.write(news, session));
    }
  }

  @Override
  public boolean isAvailable() {
    return super.isAvailable()
        && files.areAsTheyWere()
        && receipts().isPrompt(settings.limits().timeout().dividedBy(2));
  }

  @Override
  public Optional<Integrity> integrity() {
    return Optional.of(check.integrity());
  }

  long nextSeq() {
    return ++lastSeq;
  }

  boolean isClaimed(HandlerTask.Key key) {
    return claimed.contains(key);
  }

  /** Returns false if it is already claimed. */
  boolean claim(HandlerTask.Key key) {
    return claimed.add(key);
  }

  void released(HandlerTask.Key key) {
    claimed.remove(key);
  }

  void offer(HandlerTask task, TaskSink sink) {
    if (sink.offer(task)) {
      claimed.add(task.key());
    }
  }

  private static void close(
      InboxFiles files, LastStop stop, CheckInBackground check, @Nullable ReceiptLog log) {
    boolean inOrder =
        SlowStep.of("checkpointing the log of the inbox " + files.file(), files::close);
    if (inOrder && log != null && log.behind() == 0) {
      log.delete();
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

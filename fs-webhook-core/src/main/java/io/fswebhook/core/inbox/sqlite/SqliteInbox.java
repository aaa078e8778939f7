package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Integrity;
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
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.parse.ParsedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbox in one SQLite file, which belongs to this process alone. What is claimed is known in
 * memory only: a claim costs no write, and a restart gives everything back.
 *
 * <p>Only {@code apply}, {@code committed} and {@code failed} of a {@code Work} may read or change
 * what is claimed.
 */
public final class SqliteInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteInbox.class);

  /** What is claimed cannot be told from the table. */
  private static final String UNFINISHED = "due_at IS NOT NULL";

  /** The one process that has the file. */
  static final long HOLDER = 0;

  private final InboxSettings settings;
  private final InboxFiles files;
  private final CheckInBackground check;
  private final SharedCommits commits;
  private final SmallSteps steps;
  private final StoredReader reader;
  private final StoredOperations operations;
  private final Housekeeping housekeeping;
  private final CloseInReverse opened;
  private final SpentSignatures spent;
  private final KnownSubscriptions subscriptions = new KnownSubscriptions();
  // These two belong to the thread that writes.
  private final Set<Handling.Key> claimed = new HashSet<>();
  private long lastSeq;

  private SqliteInbox(
      InboxSettings settings,
      Clock clock,
      InboxFiles files,
      CheckInBackground check,
      long seq,
      SpentSignatures spent,
      CloseInReverse opened) {
    this.settings = settings;
    this.spent = spent;
    this.lastSeq = seq;
    this.opened = opened;
    this.files = files;
    this.check = check;
    this.commits =
        new SharedCommits(new SqliteDatabase(files.file(), files, clock), settings.limits());
    opened.add(() -> SlowStep.of("writing what is left into the inbox", commits::close));
    this.steps = new SmallSteps(commits);
    opened.add(steps::close);
    subscriptions.stored(KeptSubscriptions.read(files.file()), Map.of());
    this.operations = new StoredOperations(commits, steps, clock, subscriptions, UNFINISHED);
    SqliteReads reads = new SqliteReads(files.file(), files);
    opened.add(reads::close);
    this.reader = new StoredReader(reads);
    this.housekeeping =
        new Housekeeping(commits, steps, settings, clock, spent, subscriptions::handlers);
    housekeeping.start(() -> true);
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws StartException if the operator must act first
   */
  public static SqliteInbox open(InboxSettings settings, Clock clock) {
    Path path = path(settings);
    OpenSqlite.makeFolder(path);
    CloseInReverse opened = new CloseInReverse();
    try {
      InboxLock lock = InboxLock.of(path);
      opened.add(() -> closeQuietly(lock));
      SqliteFile file = new SqliteFile(path);
      LastStop stop = LastStop.of(file, lock);
      InboxFiles files = OpenSqlite.at(file, settings.sameBodyIsDuplicate());
      CheckInBackground check = new CheckInBackground(files);
      opened.add(() -> close(files, stop, check));
      stop.opened();
      SpentSignatures spent = new SpentSignatures();
      long seq = highestSeq(file, spent);
      SqliteInbox inbox = new SqliteInbox(settings, clock, files, check, seq, spent, opened);
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

  private static Path path(InboxSettings settings) {
    if (settings.place() instanceof InboxPlace.File file) {
      return file.path();
    }
    throw new IllegalArgumentException(settings.place() + " is no SQLite file");
  }

  /** Also of what was deleted: a mark of its receipt would make what comes now old. */
  private static long highestSeq(SqliteFile file, SpentSignatures spent) {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet highest =
            statement.executeQuery(
                "SELECT max((SELECT coalesce(max(seq), 0) FROM delivery),"
                    + " (SELECT coalesce(max(seq), 0) FROM receipt_mark))")) {
      spent.load(connection);
      return highest.next() ? highest.getLong(1) : 0;
    } catch (SQLException e) {
      throw new StartException("the inbox " + file + " cannot be read: " + e.getMessage(), e);
    }
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
            this);
    commits.submit(work);
    return work.receipt();
  }

  @Override
  public boolean remembers(@Nullable Instant signedAt) {
    return !spent.hasForgotten(signedAt);
  }

  @Override
  public CompletionStage<Claim> claim(String handler, int limit) {
    ClaimDue work = new ClaimDue(handler, limit, this);
    commits.submit(work);
    return work.claim();
  }

  @Override
  public void record(Outcome outcome) {
    commits.submit(new RecordOutcome(outcome, this));
  }

  @Override
  public void release(List<Handling> handlings) {
    commits.submit(new ReleaseClaims(handlings, this));
  }

  @Override
  public CompletionStage<Void> bringForward(String handler, Duration longest) {
    return steps.run(new BringForward(handler, longest, UNFINISHED)).thenAccept(changed -> {});
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

  /** Nobody else has this file. */
  @Override
  public boolean holds(Handling handling) {
    return true;
  }

  /** Written before anything that is received from now on. */
  @Override
  public void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting) {
    Map<String, Set<String>> news = subscriptions.here(started, waiting);
    if (!news.isEmpty()) {
      commits.submit(new KeptSubscriptions(news));
    }
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
  public InboxReader reader() {
    return reader;
  }

  @Override
  public InboxOperations operations() {
    return operations;
  }

  @Override
  public boolean isAvailable() {
    return commits.isAvailable() && files.areAsTheyWere();
  }

  @Override
  public Optional<Integrity> integrity() {
    return Optional.of(check.integrity());
  }

  @Override
  public long failures() {
    return commits.failures();
  }

  /** Deletes what is old now, and not only in its turn. */
  CompletionStage<Swept> sweep() {
    return housekeeping.sweep();
  }

  SpentSignatures spent() {
    return spent;
  }

  long nextSeq() {
    return ++lastSeq;
  }

  boolean isClaimed(Handling.Key key) {
    return claimed.contains(key);
  }

  /** False when somebody has it already. */
  boolean claim(Handling.Key key) {
    return claimed.add(key);
  }

  void released(Handling.Key key) {
    claimed.remove(key);
  }

  void offer(Handling handling, HandlingSink sink) {
    if (sink.offer(handling)) {
      claimed.add(handling.key());
    }
  }

  @Override
  public void close() {
    opened.close();
  }

  private static void close(InboxFiles files, LastStop stop, CheckInBackground check) {
    boolean inOrder =
        SlowStep.of("writing back the log of the inbox " + files.file(), files::close);
    if (inOrder && check.isSettled()) {
      stop.closedInOrder();
    }
  }

  private static void closeQuietly(InboxLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("the lock could not be given back; it ends with the process", e);
    }
  }
}

package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerControl;
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
import io.fswebhook.core.inbox.commit.PauseHandler;
import io.fswebhook.core.inbox.commit.ReadControls;
import io.fswebhook.core.inbox.commit.SharedCommits;
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
 */
public final class SqliteInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteInbox.class);

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
  private volatile @Nullable Set<String> handlersHere;
  // These two belong to the thread that writes.
  private final Set<Handling.Key> claimed = new HashSet<>();
  private long lastSeq;

  private SqliteInbox(
      InboxSettings settings,
      Clock clock,
      InboxFiles files,
      CheckInBackground check,
      long seq,
      CloseInReverse opened) {
    this.settings = settings;
    this.lastSeq = seq;
    this.opened = opened;
    this.files = files;
    this.check = check;
    this.commits =
        new SharedCommits(new SqliteDatabase(files.file(), files, clock), settings.limits());
    opened.add(() -> SlowStep.of("writing what is left into the inbox", commits::close));
    this.steps = new SmallSteps(commits);
    opened.add(steps::close);
    this.operations = new StoredOperations(commits, steps, clock);
    SqliteReads reads = new SqliteReads(files.file(), files);
    opened.add(reads::close);
    this.reader = new StoredReader(reads);
    this.housekeeping =
        new Housekeeping(commits, steps, settings.retention(), clock, () -> handlersHere);
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
      SqliteInbox inbox = new SqliteInbox(settings, clock, files, check, highestSeq(file), opened);
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

  private static long highestSeq(SqliteFile file) {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet highest = statement.executeQuery("SELECT max(seq) FROM delivery")) {
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
            request, settings.sameBodyIsDuplicate(), List.copyOf(handlers), sink, this);
    commits.submit(work);
    return work.receipt();
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
  public void bringForward(String handler, Duration longest) {
    steps.begin(new BringForward(handler, longest, "due_at IS NOT NULL"));
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

  /** Each delivery is for the handlers that are here when it comes. */
  @Override
  public void subscribe(Map<String, Set<String>> eventNamesByHandler) {
    handlersHere = Set.copyOf(eventNamesByHandler.keySet());
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

  /** Deletes what is old now, and not only in its turn. */
  CompletionStage<Swept> sweep() {
    return housekeeping.sweep();
  }

  long nextSeq() {
    return ++lastSeq;
  }

  boolean isClaimed(Handling.Key key) {
    return claimed.contains(key);
  }

  void claimed(Handling.Key key) {
    claimed.add(key);
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

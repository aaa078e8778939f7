package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.StoreWrite.NewDelivery;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.log.KeyFilter;
import io.fswebhook.core.inbox.log.LogEntry;
import io.fswebhook.core.inbox.log.LogFollower;
import io.fswebhook.core.inbox.log.LoggedDelivery;
import io.fswebhook.core.inbox.log.ReceiptLog;
import io.fswebhook.core.inbox.log.RecoverLog;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receipt log in front of the file: what is received goes to the log, and the file follows. */
final class SqliteReceipts implements LogFollower {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteReceipts.class);
  private static final int MOST_BEHIND = 10_000;
  private static final long HEAP_SHARE_BEHIND = 16;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final InboxFiles files;
  private final InboxSettings settings;
  private final GroupCommit commits;
  private final ReceiverObserver observer;
  private final KeyFilter keys = new KeyFilter();
  private final List<StoreInSqlite> refused = new ArrayList<>(); // while the log is recovered
  private volatile @Nullable ReceiptLog log; // null until it is

  SqliteReceipts(
      InboxFiles files, InboxSettings settings, GroupCommit commits, ReceiverObserver observer) {
    this.files = files;
    this.settings = settings;
    this.commits = commits;
    this.observer = observer;
  }

  /**
   * Stores what an earlier process logged, then lets deliveries in.
   *
   * @param isEmpty whether the file holds no key of a delivery
   */
  void open(SqliteInbox inbox, SpentSignatures spent, boolean isEmpty, Closer opened) {
    try {
      Path file = files.file().path().toRealPath();
      Taker taker = new Taker(inbox, spent);
      RecoverLog recovery = new RecoverLog(file, files.id(), applied(), taker);
      ReceiptLog recovered =
          SlowStep.<ReceiptLog, IOException>of(
              "storing what the receipt log of the inbox " + files.file() + " holds",
              () -> recovery.recover(keys, limits(), this));
      log = recovered;
      opened.add(recovered::close);
      recovered.start();
    } catch (IOException | SQLException e) {
      throw new StartException(
          "the receipt log beside the inbox "
              + files.file()
              + " cannot be used: "
              + (e instanceof IOException io ? Reasons.of(io) : e.getMessage())
              + "; it may hold deliveries that the inbox does not have, so do not delete it",
          e);
    }
    // Made in any case: a server may keep the loader of the class that first asks for its logger.
    LoadKeys load = new LoadKeys(files, keys);
    if (isEmpty) {
      keys.load(List.of(), true);
    } else {
      opened.add(load::close);
      load.start();
    }
  }

  private long applied() throws SQLException {
    try (Connection connection = files.file().connect()) {
      return Jdbc.first(
              connection, "SELECT applied FROM receipt_log WHERE id = 1", row -> row.getLong(1))
          .orElse(0L);
    }
  }

  private ReceiptLog.Limits limits() {
    return new ReceiptLog.Limits(
        Math.min(MOST_BEHIND, settings.limits().mostWaiting()),
        Math.min(
            Runtime.getRuntime().maxMemory() / HEAP_SHARE_BEHIND,
            settings.limits().mostWaitingBytes()));
  }

  private ReceiptLog log() {
    return Objects.requireNonNull(log, "the log is not recovered yet");
  }

  /** Deletes what the log holds of deliveries that the file has. */
  CompletionStage<Void> renewLog() {
    return log().renew();
  }

  /** Stores a delivery; it may fail on the calling thread. */
  void receive(StoreInSqlite write) {
    ReceiptLog to = log();
    InboxUnavailableException refusal = commits.refusal();
    if (refusal != null) {
      write.failed(refusal);
    } else if (settings.limits().isFull(to.waiting(), to.bytesWaiting())) {
      write.failed(settings.limits().full(to.waiting(), to.bytesWaiting()));
    } else {
      to.submit(write);
    }
  }

  /** It is decided whether it is a duplicate; the answer has to wait for the log. */
  void decided(StoreInSqlite write) {
    log().submit(write);
  }

  /** What was logged is in the file, or waits for the next start. */
  void followed(StoreInSqlite write) {
    ReceiptLog from = log;
    if (from != null) { // null for what an earlier process logged
      from.followed(write);
    }
  }

  /** The file does not take what was logged and answered. */
  void keepRefused(StoreInSqlite write) {
    ReceiptLog from = log;
    if (from == null) {
      refused.add(write);
    } else {
      from.keepRefused(write);
    }
  }

  /** How many deliveries are in the log and not in the file. */
  long behind() {
    return log().behind();
  }

  /** Whether no write to the log takes so long that it will probably fail. */
  boolean isPrompt() {
    return log().isPrompt(settings.limits().timeout().dividedBy(2));
  }

  /** What was answered before a read is found by it, unless the file is far behind. */
  void awaitFollowed() {
    if (behind() == 0) {
      return;
    }
    try {
      commits.caughtUp().toCompletableFuture().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("{} is read while it is {} deliveries behind", files.file(), behind());
    }
  }

  /** Once the file is closed: its log is of no use any more, if the file has it all. */
  void deleteIfFollowed() {
    ReceiptLog from = log;
    if (from != null && from.behind() == 0) {
      from.delete();
    }
  }

  @Override
  public boolean isWritable() {
    return commits.refusal() == null && files.areAsTheyWere();
  }

  @Override
  public void synced(int entries, Duration duration) {
    observer.committed("receipt-log", entries, duration);
  }

  @Override
  public void follow(LogEntry entry) {
    commits.submit((StoreInSqlite) entry);
  }

  @Override
  public void whenOnDisk(Runnable then) {
    commits.onceOnDisk(then);
  }

  /** Stores what an earlier process logged. */
  private final class Taker implements RecoverLog.Taker {

    private static final int MOST_AT_ONCE = 1_000;

    private final EventParser parser = new EventParser();
    private final SqliteInbox inbox;
    private final SpentSignatures spent;
    private int taken;

    Taker(SqliteInbox inbox, SpentSignatures spent) {
      this.inbox = inbox;
      this.spent = spent;
    }

    @Override
    public void take(long number, LoggedDelivery delivery) throws IOException {
      commits.submit(
          new StoreInSqlite(
              delivery.id(), number, parsed(delivery), spent, inbox, SqliteReceipts.this));
      if (++taken % MOST_AT_ONCE == 0) {
        await(commits.caughtUp());
      }
    }

    /** Handlers find it in the inbox. */
    private NewDelivery parsed(LoggedDelivery delivery) throws IOException {
      try {
        return new NewDelivery(
            parser
                .parse(delivery.request())
                .with(delivery.schemaError())
                .answered(delivery.filterAnswers()),
            settings.sameBodyIsDuplicate(),
            delivery.handlers(),
            task -> false);
      } catch (MalformedPayloadException e) {
        throw new IOException("this version cannot read delivery " + delivery.id(), e);
      }
    }

    @Override
    public List<LoggedDelivery> awaitOnDisk() throws IOException {
      await(commits.whenOnDisk(session -> {}));
      return refused.stream().map(StoreInSqlite::toLog).toList();
    }

    private static void await(CompletionStage<Void> done) throws IOException {
      try {
        done.toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }
}

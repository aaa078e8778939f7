package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.lifecycle.DaemonThread;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer thread: puts all waiting writes into one transaction, so that they share one wait for
 * the disk.
 */
public final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MOST_TRIES = 3;

  private final Database database;
  private final InboxLimits limits;
  private final CommitObserver observer;
  private final String meanwhile;
  private final WaitingWrites waiting;
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread = DaemonThread.of("fs-webhook-inbox", this::run);
  private final OpenSession session;
  private final Availability availability;
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * Starts the thread.
   *
   * @param meanwhile what becomes of deliveries while the database cannot be written, for the log
   */
  public GroupCommit(
      Database database, InboxLimits limits, CommitObserver observer, String meanwhile) {
    this.database = database;
    this.meanwhile = meanwhile;
    this.observer = observer;
    this.waiting = new WaitingWrites(database);
    this.session = new OpenSession(database);
    this.limits = limits;
    this.availability = new Availability(limits.timeout().dividedBy(2));
    thread.start();
  }

  /** Submits a write; it may fail immediately, on the calling thread. */
  public void submit(Write work) {
    if (work.persists()) {
      add(work);
      return;
    }
    InboxUnavailableException refusal = refusal();
    if (refusal == null && limits.isFull(waiting.size(), waitingBytes.get())) {
      refusal = limits.full(waiting.size(), waitingBytes.get());
    }
    if (refusal != null) {
      work.failed(refusal);
      return;
    }
    waitingBytes.addAndGet(work.bytes());
    add(work);
  }

  /** Why nothing is accepted now, as of the last write; null if writes are. Never blocks. */
  public @Nullable InboxUnavailableException refusal() {
    if (closing) {
      return stopping();
    }
    return availability.isUp()
        ? null
        : new InboxUnavailableException("the inbox cannot be written; it is retried every second");
  }

  /** Something to write, or to read in order with writes; may be applied several times. */
  @FunctionalInterface
  public interface Change {

    void apply(WriteSession session) throws SQLException;
  }

  /** Submits a write; completes on the writer thread when it is on disk, or has failed. */
  public CompletionStage<Void> whenOnDisk(Change change) {
    AcknowledgedWrite work = new AcknowledgedWrite(change, false, true);
    submit(work);
    return work.done();
  }

  /** Completes on the writer thread once all that was submitted before is committed. */
  public CompletionStage<Void> caughtUp() {
    AcknowledgedWrite nothing = nothing();
    submit(nothing);
    return nothing.done();
  }

  private static AcknowledgedWrite nothing() {
    return new AcknowledgedWrite(session -> {}, false, false);
  }

  /** Submits a write that is repeated in later transactions until it is on disk. */
  public void persist(Change change) {
    submit(new AcknowledgedWrite(change, true, true));
  }

  /** Runs something on the writer thread, after what was submitted before. */
  public void inOrder(Runnable task) {
    submit(new AcknowledgedWrite(session -> task.run(), true, false));
  }

  /** Runs something on the writer thread once all that was submitted before is on disk. */
  public void onceOnDisk(Runnable then) {
    AcknowledgedWrite work = new AcknowledgedWrite(session -> {}, true, true);
    var unused = work.done().thenRun(then);
    submit(work);
  }

  /**
   * A write submitted while the thread ends must be failed, or its submitter would wait forever.
   */
  private void add(Write work) {
    waiting.add(work);
    if (ended) {
      refuseWaiting();
    }
  }

  private void refuseWaiting() {
    for (Write left = waiting.poll(); left != null; left = waiting.poll()) {
      left.failed(stopping());
    }
  }

  private static InboxUnavailableException stopping() {
    return new InboxUnavailableException("the receiver is stopping");
  }

  /**
   * Whether a delivery could be stored, as of the last delivery or probe, at most some seconds ago.
   * Never blocks.
   */
  public boolean isAvailable() {
    return availability.isReady() && thread.isAlive();
  }

  /** How many transactions have failed so far. Any of them may have been committed all the same. */
  public long failures() {
    return failures.get();
  }

  private void run() {
    List<Write> batch = new ArrayList<>();
    while (!(closing && waiting.isEmpty() && batch.isEmpty())) {
      try {
        waiting.take(batch); // which may hold what persists of a failed transaction
        if (!batch.isEmpty()) {
          var unused = commit(batch);
        }
        if (batch.isEmpty() && !closing && availability.isProbeDue()) {
          batch.add(new Probe()); // alone: the locks it waits for may not concern other writes
          var unused = commit(batch);
        }
      } catch (InterruptedException e) {
        LOG.debug(
            "interrupted while waiting for work; continuing, since only close() ends this thread",
            e);
      } catch (RuntimeException | Error e) { // otherwise this would be the last commit
        LOG.error("writing to the inbox {} failed unexpectedly; continuing", database, e);
      }
    }
    session.close();
    ended = true;
    refuseWaiting();
  }

  /** Returns the failure, unless only single writes were refused; null for none. */
  private @Nullable Throwable commit(List<Write> batch) {
    try {
      write(batch, 1);
    } catch (SQLException | IOException | RuntimeException | Error e) {
      if (isRefusal(e)) {
        return commitInParts(batch, (Exception) e);
      }
      rollback(batch, e);
      return e;
    }
    prove(batch);
    for (Write work : batch) {
      over(work, () -> tellCommitted(work));
    }
    batch.clear();
    session.renewWhereWornOut();
    return null;
  }

  /** While deliveries fail, writes to other tables do not prove that they would succeed. */
  private void prove(List<Write> batch) {
    for (Write work : batch) {
      if (work.provesReceipts()) {
        if (availability.proven()) {
          LOG.info("the inbox {} can be written again", database);
        }
        return;
      }
    }
  }

  /**
   * Whether the failure is caused by a single write. An exception that a write itself throws is not
   * a database failure either.
   */
  private boolean isRefusal(Throwable failure) {
    return failure instanceof SQLException sql
        ? database.isRefusal(sql)
        : failure instanceof RuntimeException && session.isOpen();
  }

  /** Finds the refused write by bisection; commits the rest in order. */
  private @Nullable Throwable commitInParts(List<Write> batch, Exception refusal) {
    session.undo(refusal);
    if (batch.size() == 1) {
      return refuse(batch, refusal);
    }
    List<Write> first = new ArrayList<>(batch.subList(0, batch.size() / 2));
    List<Write> second = new ArrayList<>(batch.subList(first.size(), batch.size()));
    Throwable failure = commit(first);
    if (failure == null) {
      failure = commit(second);
    } else {
      rollback(second, failure);
    }
    batch.clear();
    batch.addAll(first); // what persists
    batch.addAll(second);
    return failure;
  }

  private @Nullable Throwable refuse(List<Write> one, Exception refusal) {
    Write work = one.get(0);
    if (work.reduce()) {
      return commit(one);
    }
    NotStorableException cause = new NotStorableException(refusal);
    over(work, () -> work.refused(cause));
    one.clear();
    return null;
  }

  /** If a callback throws, its write is failed, or its submitter would wait forever. */
  private void tellCommitted(Write work) {
    try {
      work.committed();
    } catch (RuntimeException | Error e) {
      failures.incrementAndGet();
      if (!work.persists()) {
        work.failed(
            new InboxUnavailableException("the write was committed, but its callback failed", e));
      }
      throw e;
    }
  }

  /** A callback that throws does not keep others from being called. */
  private void over(Write work, Runnable tell) {
    try {
      waitingBytes.addAndGet(-work.bytes());
      tell.run();
    } catch (RuntimeException | Error e) {
      LOG.error("the callback of a write to the inbox {} failed", database, e);
    }
  }

  private void write(List<Write> batch, int trial) throws SQLException, IOException {
    availability.begins();
    long beganAt = System.nanoTime();
    try {
      WriteSession writing = session.get();
      writing.apply(batch);
      writing.commit();
      observer.committed(batch.size(), Duration.ofNanos(System.nanoTime() - beganAt));
    } catch (SQLException e) {
      failures.incrementAndGet();
      if (trial == MOST_TRIES || !database.isWorthAnotherTry(e)) {
        throw e;
      }
      LOG.info("the inbox {} is written once more after: {}", database, e.getMessage());
      session.close();
      write(batch, trial + 1);
    } finally {
      availability.ends();
    }
  }

  /**
   * Fails queued writes too: they have waited for as long as the database took, and another attempt
   * may take as long again.
   */
  private void rollback(List<Write> batch, Throwable cause) {
    if (availability.failed()) {
      LOG.error(
          "the inbox {} cannot be written; {} until it can be. {}",
          database,
          meanwhile,
          cause.toString());
    } else {
      LOG.debug("the inbox {} still cannot be written", database, cause);
    }
    failures.incrementAndGet();
    session.close();
    InboxUnavailableException failure =
        new InboxUnavailableException("the inbox cannot be written: " + cause.getMessage(), cause);
    waiting.takeAll(batch);
    List<Write> again = new ArrayList<>();
    for (Write work : batch) {
      if (work.persists() && !closing) {
        again.add(work);
      } else {
        over(work, () -> work.failed(failure));
      }
    }
    batch.clear();
    batch.addAll(again);
  }

  /** Writes everything submitted, then ends the thread. */
  @Override
  public void close() {
    closing = true;
    add(nothing()); // ends the wait for work
    DaemonThread.awaitEnd(thread);
  }
}

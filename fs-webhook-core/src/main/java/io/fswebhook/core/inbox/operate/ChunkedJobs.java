package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs long jobs in small steps, each part of a group commit. After a step it pauses for several
 * times as long as the step and its commit took: the slower or busier the inbox, the more time is
 * left for storing deliveries.
 */
public final class ChunkedJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChunkedJobs.class);
  private static final int SHARE = 4; // of the time of the thread that writes, one part of so many
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final GroupCommit commits;
  private final Set<Run<?>> running = ConcurrentHashMap.newKeySet();
  private final PeriodicScheduler later = new PeriodicScheduler("fs-webhook-housekeeping");
  private volatile boolean closed;

  public ChunkedJobs(GroupCommit commits) {
    this.commits = commits;
  }

  /**
   * Runs all steps of a job.
   *
   * @return completes with the job, on the writer thread, or with {@link InboxUnavailableException}
   *     where a step failed; the steps before it stay done
   */
  public <T extends ChunkedJob> CompletionStage<T> run(T job) {
    Run<T> run = new Run<>(job);
    running.add(run);
    commits.submit(run);
    return run.result;
  }

  /** Makes periodic calls, even after one has failed, until this is closed. */
  void every(Duration interval, Runnable call) {
    later.every(interval, "housekeeping of the inbox", call);
  }

  /** Calls once after a delay, unless this is closed by then. */
  void after(Duration wait, Runnable call) {
    try {
      later.after(wait, call);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Takes no further steps. Must be closed before the group commit. */
  @Override
  public void close() {
    closed = true;
    later.close();
    running.forEach(Run::stop);
  }

  private final class Run<T extends ChunkedJob> implements Write {

    private final T job;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private long beganAt;

    private Run(T job) {
      this.job = job;
    }

    @Override
    public void apply(WriteSession session) throws SQLException {
      beganAt = System.nanoTime();
      job.step(session);
    }

    @Override
    public void committed() {
      if (job.stepped()) {
        goOnLater(System.nanoTime() - beganAt);
        return;
      }
      running.remove(this);
      result.complete(job);
    }

    private void goOnLater(long tookNanos) {
      long pause = Math.min(tookNanos * (SHARE - 1), LONGEST_PAUSE_NANOS);
      try {
        later.after(Duration.ofNanos(pause), () -> commits.submit(this));
      } catch (RejectedExecutionException e) {
        stop();
      }
    }

    @Override
    public void failed(InboxUnavailableException cause) {
      running.remove(this);
      result.completeExceptionally(cause);
    }

    @Override
    public void refused(NotStorableException cause) {
      running.remove(this);
      result.completeExceptionally(cause);
    }

    private void stop() {
      failed(new InboxUnavailableException("the receiver is stopping"));
    }
  }
}

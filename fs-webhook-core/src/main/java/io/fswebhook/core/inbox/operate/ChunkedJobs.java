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
 * Does long things in small steps, each a part of some shared commit. After a step it keeps away
 * for several times as long as the step and its commit took: the slower the inbox or the busier,
 * the more is left to receipts.
 */
public final class ChunkedJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChunkedJobs.class);
  private static final int SHARE = 4; // of the time of the thread that writes, one part of so many
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final GroupCommit commits;
  private final Set<Run<?>> running = ConcurrentHashMap.newKeySet();
  private final PeriodicScheduler later = new PeriodicScheduler("fs-webhook-housekeeping");

  public ChunkedJobs(GroupCommit commits) {
    this.commits = commits;
  }

  /**
   * Takes all steps of a job.
   *
   * @return completes with the job, on the thread that writes, or with {@link
   *     InboxUnavailableException} where a step failed; the steps before it stay done
   */
  public <T extends ChunkedJob> CompletionStage<T> run(T job) {
    Run<T> run = new Run<>(job);
    running.add(run);
    commits.submit(run);
    return run.result;
  }

  /** Calls again and again, whatever becomes of a call, until this is closed. */
  void every(Duration interval, Runnable call) {
    later.every(interval, "tidying up the inbox", call);
  }

  /** Calls once, after a while, unless this is closed by then. */
  void after(Duration wait, Runnable call) {
    try {
      later.after(wait, call);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  /** Takes no further step. To be closed before the commits. */
  @Override
  public void close() {
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

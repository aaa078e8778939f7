package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.operate.DeleteExpired.Expiry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired data every minute, then frees its space. Each sweep continues where the previous
 * one ended; once an hour a sweep covers everything, because deliveries that had to be kept may
 * have been finished or discarded since.
 */
public final class Housekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration AUDIT_KEPT = Duration.ofDays(365);
  private static final Duration ACTIVITY_KEPT = Duration.ofMinutes(InboxReader.MOST_STEPS);
  private static final Duration THOROUGH = Duration.ofHours(1);

  private final GroupCommit commits;
  private final ChunkedJobs steps;
  private volatile Retention retention;
  private volatile Duration signaturesKept;
  private final RetentionClock clock;
  private final Clock steady;
  private final SpentSignatures spent;
  private final Supplier<@Nullable Set<String>> handlers;
  // Guarded by this.
  private boolean sweeping;
  private long sweptUpTo;
  private Instant thoroughAt = Instant.EPOCH;

  /**
   * For one inbox.
   *
   * @param clock steady; its starting point does not matter
   * @param spent is told which signatures may be forgotten
   * @param handlers the handlers subscribed on any node; null while unknown, and then only finished
   *     deliveries are deleted
   */
  public Housekeeping(
      GroupCommit commits,
      ChunkedJobs steps,
      InboxSettings settings,
      Clock clock,
      SpentSignatures spent,
      Supplier<@Nullable Set<String>> handlers) {
    this.commits = commits;
    this.steps = steps;
    this.retention = settings.retention();
    this.signaturesKept = settings.signaturesKept();
    this.clock = new RetentionClock(retention, clock);
    this.steady = clock;
    this.spent = spent;
    this.handlers = handlers;
  }

  /** From the next sweep on, which covers everything. */
  public synchronized void keepFor(Retention changed, Duration signatures) {
    if (changed.equals(retention) && signatures.equals(signaturesKept)) {
      return;
    }
    retention = changed;
    signaturesKept = signatures;
    clock.keepFor(changed);
    thoroughAt = Instant.EPOCH;
  }

  /**
   * Sweeps periodically until the chunked jobs are closed.
   *
   * @param isOurs whether this node does it; with several nodes, one is enough, and two would get
   *     in each other's way
   */
  public void start(BooleanSupplier isOurs) {
    steps.every(
        INTERVAL,
        () -> {
          if (isOurs.getAsBoolean()) {
            var unused = sweep();
          } else {
            var unused = commits.whenOnDisk(spent::reload);
          }
        });
  }

  /** Sweeps once, unless a sweep is running. Completes when the space has been freed too. */
  public CompletionStage<Swept> sweep() {
    Instant now = steady.instant();
    boolean thorough;
    long after;
    synchronized (this) {
      if (sweeping) {
        return CompletableFuture.completedFuture(new Swept(0, 0, sweptUpTo));
      }
      sweeping = true;
      thorough = Duration.between(thoroughAt, now).abs().compareTo(THOROUGH) >= 0;
      after = thorough ? 0 : sweptUpTo;
    }
    try {
      Set<String> known = handlers.get();
      return steps
          .run(clock)
          .thenCompose(read -> sweep(read.reading(), after, known))
          .whenComplete((swept, failure) -> ended(swept, thorough ? now : null));
    } catch (RuntimeException | Error e) { // otherwise no sweep would ever begin again
      ended(null, null);
      throw e;
    }
  }

  private CompletionStage<Swept> sweep(
      RetentionClock.Reading reading, long after, @Nullable Set<String> known) {
    Instant now = Instant.ofEpochMilli(reading.now());
    long finished = now.minus(retention.finished()).toEpochMilli();
    forget("rejection", "received_at", finished);
    forget("operation", "started_at", finished);
    forget("alert", "resolved_at", finished);
    forget("alert_notice", "claimed_at", finished);
    forget("audit", "at", now.minus(AUDIT_KEPT).toEpochMilli());
    long oldMinutes = now.minus(ACTIVITY_KEPT).getEpochSecond() / 60;
    forget("activity", "minute", oldMinutes);
    forget("handler_activity", "minute", oldMinutes);
    Expiry expiry =
        new Expiry(
            reading.finishedUpTo(),
            known == null ? 0 : reading.deadUpTo(),
            known == null ? List.of() : List.copyOf(known),
            now.minus(signaturesKept).getEpochSecond());
    DeleteExpired delete = new DeleteExpired(expiry, after, spent);
    return steps
        .run(delete)
        .thenCompose(done -> steps.run(new ForgetSignatures(spent, expiry.signedBefore())))
        .thenCompose(done -> steps.run(new GiveBackSpace()))
        .thenApply(done -> delete.swept());
  }

  /**
   * Deletes the old rows of a table that stays small.
   *
   * @param time the column that says how old a row is
   * @param before in the unit of that column
   */
  private void forget(String table, String time, long before) {
    var unused =
        commits.whenOnDisk(
            session -> session.update("DELETE FROM " + table + " WHERE " + time + " < ?", before));
  }

  private synchronized void ended(@Nullable Swept swept, @Nullable Instant wasThoroughAt) {
    sweeping = false;
    if (swept == null) {
      return;
    }
    sweptUpTo = swept.upTo();
    if (wasThoroughAt != null) {
      thoroughAt = wasThoroughAt;
    }
    if (swept.unfinished() > 0) {
      LOG.warn(
          "deleted {} deliveries that were not handled: they were dead letters, or waited for a handler that is"
              + " no longer subscribed, for longer than fs.webhook.retention.dead={}",
          swept.unfinished(),
          retention.dead());
    }
    LOG.debug("deleted {} finished deliveries", swept.finished());
  }

  /** Shrinks the database if it does not shrink automatically. */
  private static final class GiveBackSpace implements ChunkedJob {

    private boolean isMore;

    @Override
    public void step(WriteSession session) throws SQLException {
      isMore = session.giveBackSpace();
    }

    @Override
    public boolean stepped() {
      return isMore;
    }
  }
}

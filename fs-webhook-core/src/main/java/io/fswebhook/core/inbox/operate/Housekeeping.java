package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.commit.SharedCommits;
import io.fswebhook.core.inbox.operate.DeleteExpired.Expiry;
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
 * Deletes what is old, every minute, and then gives its space back. A minute's sweep goes on where
 * the one before it ended; every hour one looks at everything, since what had to be kept may have
 * been finished or discarded meanwhile.
 */
public final class Housekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration AUDIT_KEPT = Duration.ofDays(365);
  private static final Duration ACTIVITY_KEPT = Duration.ofMinutes(InboxReader.MOST_STEPS);
  private static final Duration THOROUGH = Duration.ofHours(1);

  private final SharedCommits commits;
  private final SmallSteps steps;
  private final Retention retention;
  private final Clock clock;
  private final Supplier<@Nullable Set<String>> handlers;
  // Guarded by this.
  private boolean sweeping;
  private long sweptUpTo;
  private Instant thoroughAt = Instant.EPOCH;

  /**
   * For one inbox.
   *
   * @param clock the one that says when deliveries were received
   * @param handlers those that are subscribed, on whatever node; null as long as it is not known,
   *     and then nothing is deleted that was not finished
   */
  public Housekeeping(
      SharedCommits commits,
      SmallSteps steps,
      Retention retention,
      Clock clock,
      Supplier<@Nullable Set<String>> handlers) {
    this.commits = commits;
    this.steps = steps;
    this.retention = retention;
    this.clock = clock;
    this.handlers = handlers;
  }

  /**
   * From now on, until the steps are closed.
   *
   * @param isOurs whether it is to be done here; of several nodes one is enough, and two would be
   *     in each other's way
   */
  public void start(BooleanSupplier isOurs) {
    steps.every(
        INTERVAL,
        () -> {
          if (isOurs.getAsBoolean()) {
            var unused = sweep();
          }
        });
  }

  /** One sweep, unless one is under way. Completes when the space is given back too. */
  public CompletionStage<Swept> sweep() {
    Instant now = clock.instant();
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
      return sweep(now, after, thorough)
          .whenComplete((swept, failure) -> ended(swept, thorough ? now : null));
    } catch (RuntimeException | Error e) { // else none would ever begin again
      ended(null, null);
      throw e;
    }
  }

  private CompletionStage<Swept> sweep(Instant now, long after, boolean thorough) {
    long oldRejections = now.minus(retention.finished()).toEpochMilli();
    commits.submit(new ForgetOld("rejection", "received_at", oldRejections));
    commits.submit(new ForgetOld("audit", "at", now.minus(AUDIT_KEPT).toEpochMilli()));
    long oldMinutes = now.minus(ACTIVITY_KEPT).getEpochSecond() / 60;
    commits.submit(new ForgetOld("activity", "minute", oldMinutes));
    return steps
        .run(new DeleteExpired(expiry(now), after, thorough))
        .thenCompose(swept -> steps.run(new GiveBackSpace()).thenApply(space -> swept));
  }

  private Expiry expiry(Instant now) {
    Set<String> known = handlers.get();
    return new Expiry(
        now.minus(retention.finished()).toEpochMilli(),
        known == null ? Long.MIN_VALUE : now.minus(retention.dead()).toEpochMilli(),
        known == null ? List.of() : List.copyOf(known));
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
          "deleted {} deliveries that were not handled: they were dead, or waited for a handler that is"
              + " not subscribed any more, for longer than fs.webhook.retention.dead={}",
          swept.unfinished(),
          retention.dead());
    }
    LOG.debug("deleted {} finished deliveries", swept.finished());
  }
}

package io.fswebhook.war.api;

import io.fswebhook.core.inbox.HandlerStep;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts of a handler over time. Public for JSON-B. */
public record HandlerActivity(String from, String before, long stepSeconds, List<Step> steps) {

  /**
   * One step. Public for JSON-B.
   *
   * @param failed includes {@code dead}
   * @param meanMillis null without attempts, as is the maximum
   */
  public record Step(
      String at,
      long succeeded,
      long failed,
      long dead,
      @Nullable Double meanMillis,
      @Nullable Double maxMillis) {

    static Step of(HandlerStep step) {
      long attempts = step.succeeded() + step.failed();
      return new Step(
          Times.text(step.from()),
          step.succeeded(),
          step.failed(),
          step.dead(),
          attempts == 0 ? null : millis(step.total(), attempts),
          attempts == 0 ? null : millis(step.longest(), 1));
    }

    private static double millis(Duration total, long parts) {
      return Math.round(total.toNanos() / 1e5 / parts) / 10.0;
    }
  }

  static HandlerActivity of(TimeRange range, List<HandlerStep> steps) {
    return new HandlerActivity(
        Times.text(range.from()),
        Times.text(range.before()),
        range.step().toSeconds(),
        steps.stream().map(Step::of).toList());
  }
}

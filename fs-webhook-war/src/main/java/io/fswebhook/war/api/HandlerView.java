package io.fswebhook.war.api;

import io.fswebhook.api.HandlerSetting;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.rule.HandlerRule;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A handler in the API. Public for JSON-B.
 *
 * @param reason why it does not run; null if it does
 * @param tasks its unfinished and dead tasks in the whole inbox, now
 * @param sinceStart outcomes of its attempts on this node since it was started
 * @param perMinute successful attempts per minute, over the same recent minutes as the durations
 * @param since null if not running, as is the breaker
 * @param plugin its jar or folder; null while that is being removed, or if it is gone
 * @param type of a handler that an operator set up under this name; null of any other
 * @param rate how many attempts may begin, as set; null if not limited, or not running
 * @param rule which events it gets by its settings; null if they are wrong
 * @param settings those that it declares
 */
public record HandlerView(
    String name,
    String state,
    @Nullable String reason,
    @Nullable String since,
    int running,
    int queued,
    int stuckThreads,
    @Nullable BreakerView breaker,
    Backlog.Tasks tasks,
    HandlerStatus.Counts sinceStart,
    double perMinute,
    @Nullable Double medianMillis,
    @Nullable Double p99Millis,
    @Nullable ErrorView lastError,
    @Nullable String plugin,
    @Nullable String type,
    @Nullable String rate,
    @Nullable RuleView rule,
    List<SettingView> settings) {

  /** The state of a handler that does not run. */
  static final String NOT_RUNNING = "not-running";

  /** The state of its circuit breaker. */
  public record BreakerView(String state, String since) {}

  /**
   * A setting that it declares.
   *
   * @param value null if it is not set, or secret
   */
  public record SettingView(
      String name,
      String type,
      @Nullable @JsonbProperty("default") String defaultValue,
      String description,
      boolean secret,
      @Nullable String value) {

    static SettingView of(HandlerReport.DeclaredSetting declared) {
      HandlerSetting setting = declared.setting();
      return new SettingView(
          setting.name(),
          setting.type().name().toLowerCase(Locale.ROOT),
          setting.defaultValue(),
          setting.description(),
          setting.secret(),
          declared.value());
    }
  }

  /**
   * Which of the events that it subscribes to it gets, and in which order.
   *
   * @param events patterns of names; empty for all
   * @param filter an expression; null for none
   * @param orderBy an expression; null for no order, as is the next one
   * @param orderStrict whether a dead task holds up those after it
   */
  public record RuleView(
      List<String> events,
      @Nullable String filter,
      @Nullable String orderBy,
      @Nullable Boolean orderStrict) {

    static RuleView of(HandlerRule rule) {
      return new RuleView(
          rule.events().patterns(),
          rule.filter() == null ? null : rule.filter().toString(),
          rule.orderBy() == null ? null : rule.orderBy().toString(),
          rule.orderBy() == null ? null : rule.orderStrict());
    }
  }

  /** The latest error. */
  public record ErrorView(String deliveryId, String text, String at) {}

  static HandlerView of(
      HandlerStatus status,
      Backlog.Tasks tasks,
      @Nullable String plugin,
      @Nullable String type,
      @Nullable RuleView rule,
      List<SettingView> settings) {
    HandlerStatus.LastError error = status.lastError();
    return new HandlerView(
        status.name(),
        status.state().code(),
        null,
        Times.text(status.since()),
        status.runningAttempts(),
        status.queued(),
        status.stuckThreads(),
        new BreakerView(status.breaker().state().code(), Times.text(status.breaker().since())),
        tasks,
        status.counts(),
        tenths(status.recent().perMinute()),
        millis(status.recent().median()),
        millis(status.recent().p99()),
        error == null
            ? null
            : new ErrorView(error.deliveryId(), error.text(), Times.text(error.at())),
        plugin,
        type,
        status.rate() == null ? null : status.rate().toString(),
        rule,
        settings);
  }

  /** A handler that is missing or could not be started. */
  static HandlerView notRunning(
      String name,
      String reason,
      Backlog.Tasks tasks,
      @Nullable String plugin,
      @Nullable String type,
      @Nullable RuleView rule,
      List<SettingView> settings) {
    return new HandlerView(
        name,
        NOT_RUNNING,
        reason,
        null,
        0,
        0,
        0,
        null,
        tasks,
        new HandlerStatus.Counts(0, 0, 0),
        0,
        null,
        null,
        null,
        plugin,
        type,
        null,
        rule,
        settings);
  }

  private static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : tenths(duration.toNanos() / 1e6);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}

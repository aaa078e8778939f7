package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.SeenGroups.Seen;
import io.fswebhook.core.inbox.AlertClaim;
import io.fswebhook.core.inbox.AlertNotice;
import io.fswebhook.core.inbox.AlertNotice.Step;
import io.fswebhook.core.inbox.AlertsNow;
import io.fswebhook.core.inbox.InboxAlerts;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks every two seconds at what needs attention, and turns it into alerts.
 *
 * <ol>
 *   <li>What is seen is recorded in the inbox, where all nodes share one open alert for each kind
 *       and subject.
 *   <li>An alert that no node has seen for 30 seconds is resolved, so that what comes and goes is
 *       one alert. Nothing is resolved right after a start or an outage of the inbox, since its
 *       tasks are not counted yet.
 *   <li>What targets are to be told is claimed in the inbox, so that one node sends it.
 *   <li>While the inbox is unavailable, each node sends what it sees by itself, and records it
 *       later.
 * </ol>
 */
public final class AlertWatcher implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  /** How often what has not changed is recorded, well below {@link #UNSEEN}. */
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private static final Duration IDLE_REFRESH = Duration.ofMinutes(1);

  /** What the watcher needs of the receiver. */
  public record Watched(
      Supplier<List<AttentionItem>> attention, BooleanSupplier available, InboxAlerts inbox) {}

  /**
   * Who was told without the inbox, of what lasts since then.
   *
   * @param sentAt when a target was sent it last
   * @param reached the targets that have it
   */
  private record Told(Instant since, Map<String, Instant> sentAt, Set<String> reached) {

    Told(Instant since) {
      this(since, new HashMap<>(), ConcurrentHashMap.newKeySet());
    }

    boolean isDue(String target, Instant now) {
      Instant last = sentAt.get(target);
      return !reached.contains(target)
          && (last == null || DueNotices.hasPassed(DueNotices.CLAIM, last, now));
    }
  }

  private final Watched watched;
  private final SendAlerts sender;
  private final Clock wall;
  private final Clock steady;
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-alerts");
  // All of these are guarded by this.
  private final SeenGroups seen = new SeenGroups();
  private final Map<AlertGroup, Told> toldDirectly = new HashMap<>();
  private List<AttentionItem> recordedItems = List.of();
  private Instant recordedAt = Instant.MIN;
  private Instant wellSince;
  private boolean recording;
  private volatile @Nullable AlertsNow known;

  /**
   * For one receiver.
   *
   * @param wall tells people when something happened
   * @param steady measures how long it lasts
   */
  public AlertWatcher(Watched watched, SendAlerts sender, Clock wall, Clock steady) {
    this.watched = watched;
    this.sender = sender;
    this.wall = wall;
    this.steady = steady;
    this.wellSince = steady.instant();
  }

  public void start() {
    scheduler.every(INTERVAL, "watching for alerts", this::look);
  }

  /** The open alert of something that needs attention, as of the last record. */
  public Optional<KeptAlert> of(AttentionItem item) {
    AlertsNow now = known;
    return now == null
        ? Optional.empty()
        : now.alerts().stream()
            .filter(
                alert ->
                    alert.isOpen()
                        && alert.kind().equals(item.kind().code())
                        && Objects.equals(alert.subject(), item.subject()))
            .findFirst();
  }

  /** Makes the next look record, such as after an acknowledgement. */
  public synchronized void refresh() {
    recordedAt = Instant.MIN;
  }

  synchronized void look() {
    Instant now = steady.instant();
    List<AttentionItem> items = watched.attention().get();
    seen.look(items, now);
    if (!watched.available().getAsBoolean()) {
      wellSince = now;
      sendDirectly(now);
      return;
    }
    if (!recording && isDue(items, now)) {
      record(items, now);
    }
  }

  private boolean isDue(List<AttentionItem> items, Instant now) {
    boolean isIdle = items.isEmpty() && (known == null || known.alerts().isEmpty());
    return !items.equals(recordedItems)
        || recordedAt.equals(Instant.MIN)
        || seen.alerts(now).stream().anyMatch(each -> !each.isRecorded())
        || DueNotices.hasPassed(isIdle ? IDLE_REFRESH : REFRESH, recordedAt, now);
  }

  private void record(List<AttentionItem> items, Instant now) {
    List<Seen> alerts = seen.alerts(now);
    recording = true;
    recordedItems = items;
    recordedAt = now;
    var unused =
        watched
            .inbox()
            .record(
                alerts.stream().map(each -> each.alert(now)).toList(),
                DueNotices.hasPassed(UNSEEN, wellSince, now) ? UNSEEN : null)
            .whenComplete((found, failure) -> recorded(alerts, found));
  }

  private synchronized void recorded(List<Seen> alerts, @Nullable AlertsNow found) {
    recording = false;
    if (found == null) {
      recordedAt = Instant.MIN;
      wellSince = steady.instant();
      return;
    }
    seen.recorded(alerts);
    known = found;
    DueNotices.of(found, sender.targets()).forEach(this::claim);
  }

  private void claim(AlertClaim claim) {
    var unused =
        watched
            .inbox()
            .claim(claim)
            .thenAccept(
                claimed -> {
                  if (claimed) {
                    send(claim);
                  }
                });
  }

  private void send(AlertClaim claim) {
    KeptAlert alert = claim.alert();
    Runnable delivered =
        () -> {
          watched.inbox().delivered(claim);
          refresh();
        };
    Kind kind = Kind.of(alert.kind()).orElseThrow();
    if (claim.step() == Step.OPENED && wasToldDirectly(alert, kind, claim.target())) {
      delivered.run();
    } else {
      sender.send(claim.target(), AlertMessage.of(alert, kind, claim.step()), delivered);
    }
  }

  private synchronized boolean wasToldDirectly(KeptAlert alert, Kind kind, String target) {
    Told told = toldDirectly.get(new AlertGroup(kind, alert.subject()));
    return told != null && told.reached().remove(target);
  }

  private void sendDirectly(Instant now) {
    for (Seen each : seen.alerts(now)) {
      if (!each.isRecorded() && !each.isGone()) {
        sender.targets().forEach(target -> sendDirectly(each, target, now));
      }
    }
  }

  private void sendDirectly(Seen each, AlertTarget target, Instant now) {
    AttentionItem item = each.item();
    Told told = told(each);
    if (DueNotices.takes(target, item.kind(), item.subject())
        && told.isDue(target.name(), now)
        && !isTooSoon(item, target, now)) {
      told.sentAt().put(target.name(), now);
      Instant since = wall.instant().minus(each.age(now));
      sender.send(
          target.name(), AlertMessage.opened(item, since), () -> told.reached().add(target.name()));
    }
  }

  private Told told(Seen each) {
    return Objects.requireNonNull(
        toldDirectly.compute(
            each.group(),
            (group, told) ->
                told != null && told.since().equals(each.since()) ? told : new Told(each.since())));
  }

  private boolean isTooSoon(AttentionItem item, AlertTarget target, Instant now) {
    AlertsNow last = known;
    if (last == null) {
      return false;
    }
    Instant inboxNow = last.asOf().plus(Duration.between(recordedAt, now));
    return DueNotices.last(last, item.kind().code(), item.subject(), target.name())
        .map(AlertNotice::announcedAt)
        .filter(at -> !DueNotices.hasPassed(target.interval(), at, inboxNow))
        .isPresent();
  }

  @Override
  public void close() {
    scheduler.close();
    sender.close();
  }
}

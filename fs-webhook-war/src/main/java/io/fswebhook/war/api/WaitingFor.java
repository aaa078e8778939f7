package io.fswebhook.war.api;

import static java.util.stream.Collectors.toMap;

import io.fswebhook.core.HandlerSubscriptions;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.dispatch.HandlerState;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.core.rule.HandlerRule;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a task that is due is not attempted, as far as this node knows. */
record WaitingFor(
    Map<String, HandlerState> running, HandlerSubscriptions subscriptions, Instant now) {

  static WaitingFor at(Instant now, Receiver receiver) {
    return new WaitingFor(
        receiver.handlers().stream().collect(toMap(HandlerStatus::name, HandlerStatus::state)),
        receiver.subscriptions(),
        now);
  }

  /** The id of the delivery that comes first in the order of a task; null for none. */
  @Nullable String before(String handler, DeliveryDetail.@Nullable Before before) {
    HandlerRule rule = subscriptions.rule(handler).orElse(HandlerRule.NONE);
    if (before == null || rule.orderBy() == null) {
      return null;
    }
    return before.unfinished() == null && rule.orderStrict() ? before.dead() : before.unfinished();
  }

  /** Null if it is finished, not due yet, or about to be attempted. */
  @Nullable String of(TaskSummary task) {
    if (task.dueAt() == null || task.dueAt().isAfter(now)) {
      return null;
    }
    HandlerState state = running.get(task.handler());
    if (state == null) {
      return subscriptions.runsElsewhere(task.handler()) ? null : HandlerView.NOT_RUNNING;
    }
    return switch (state) {
      case PAUSED -> "paused";
      case SUSPENDED -> "suspended";
      case CIRCUIT_OPEN, CIRCUIT_HALF_OPEN -> "circuit-open";
      case STARTING, RUNNING, STOPPING -> null;
    };
  }
}

package io.fswebhook.war.api;

import io.fswebhook.core.EventInterest;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.TaskSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A handler that is subscribed now and has no task of a delivery, for another reason than its
 * filter. Public for JSON-B.
 *
 * @param reason {@code plugin}: it does not subscribe to the event; {@code events}: its setting
 *     leaves the event out; {@code later}: it would get it now, but did not when it was received
 */
public record NotSubscribed(String handler, String reason) {

  /** Of a delivery, by what the handlers have to do with its event. */
  static List<NotSubscribed> of(DeliveryDetail detail, Map<String, EventInterest> interests) {
    Set<String> known = new HashSet<>(detail.filterAnswers().unmatched());
    detail.summary().tasks().stream().map(TaskSummary::handler).forEach(known::add);
    return interests.entrySet().stream()
        .filter(each -> !known.contains(each.getKey()))
        .map(each -> new NotSubscribed(each.getKey(), reason(each.getValue())))
        .toList();
  }

  private static String reason(EventInterest interest) {
    return switch (interest) {
      case SUBSCRIBED -> "later";
      case NOT_BY_PLUGIN -> "plugin";
      case NOT_BY_SETTING -> "events";
    };
  }
}

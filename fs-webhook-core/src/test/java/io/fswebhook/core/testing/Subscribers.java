package io.fswebhook.core.testing;

import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.parse.ParsedRequest;
import java.util.List;
import java.util.stream.Stream;

/** The handlers that a receiver stores a delivery for. */
public final class Subscribers {

  private Subscribers() {}

  /** Those that are subscribed in the inbox to the event, and some more. */
  public static List<String> of(Inbox inbox, ParsedRequest request, List<String> more) {
    String eventName = request.event().eventName();
    return Stream.concat(
            more.stream(),
            inbox.subscriptions().stream()
                .filter(each -> each.includes(eventName))
                .map(HandlerSubscription::handler))
        .distinct()
        .toList();
  }
}

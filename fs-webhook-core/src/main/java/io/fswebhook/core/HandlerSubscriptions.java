package io.fswebhook.core;

import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginHost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribed handlers, whether they run or not. Once started, a handler stays subscribed until an
 * operator removes it here, or {@code fs.webhook.handlers.<name>.enabled} is false at startup.
 * Thread-safe.
 */
public final class HandlerSubscriptions {

  private static final Logger LOG = LoggerFactory.getLogger(HandlerSubscriptions.class);

  private final Inbox inbox;
  private final PluginHost plugins;
  private final Dispatcher dispatcher;

  HandlerSubscriptions(Inbox inbox, PluginHost plugins, Dispatcher dispatcher) {
    this.inbox = inbox;
    this.plugins = plugins;
    this.dispatcher = dispatcher;
  }

  /**
   * Those that run neither on this node nor on another one, sorted by name: their deliveries wait.
   */
  public List<HandlerSubscription> notRunning() {
    Set<String> running =
        dispatcher.statuses().stream().map(HandlerStatus::name).collect(Collectors.toSet());
    return inbox.subscriptions().stream()
        .filter(each -> !running.contains(each.handler()))
        .filter(each -> !each.present() || plugins.subscriptions().containsKey(each.handler()))
        .toList();
  }

  /** Empty when it is not subscribed. */
  public Optional<HandlerSubscription> of(String handler) {
    return inbox.subscriptions().stream()
        .filter(each -> each.handler().equals(handler))
        .findFirst();
  }

  /** Those that subscribe to an event, sorted by name. */
  List<String> subscribers(String eventName) {
    return inbox.subscriptions().stream()
        .filter(each -> each.includes(eventName))
        .map(HandlerSubscription::handler)
        .toList();
  }

  /**
   * Whether it would be subscribed again immediately or at its next start: its plugin is present on
   * some node, or it is finishing attempts.
   */
  public boolean isPresent(String handler) {
    return dispatcher.runs(handler) || of(handler).map(HandlerSubscription::present).orElse(false);
  }

  /**
   * Ends the subscription of a handler that is not {@link #isPresent present}, on all nodes within
   * seconds, and discards its unfinished tasks, in small steps. Reversible: reinstall the plugin
   * and replay.
   *
   * @return how many tasks were discarded; completes on a thread of the inbox, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  public CompletionStage<Long> remove(String handler) {
    return inbox
        .unsubscribe(handler)
        .thenCompose(done -> inbox.operations().discardPending(handler));
  }

  /** Ends the subscriptions of disabled handlers. Their tasks are kept. */
  void endDisabled(HandlerSettingsSource settings) {
    for (HandlerSubscription each : inbox.subscriptions()) {
      if (isDisabled(each.handler(), settings)) {
        LOG.info(
            "Handler {} is no longer subscribed: fs.webhook.handlers.{}.enabled is false. Its deliveries"
                + " are kept for fs.webhook.retention.dead",
            each.handler(),
            each.handler());
        var unused =
            inbox
                .unsubscribe(each.handler())
                .whenComplete((done, failure) -> warnIfFailed(each.handler(), failure));
      }
    }
  }

  /** Invalid settings are reported when the handler starts. */
  private static boolean isDisabled(String handler, HandlerSettingsSource settings) {
    try {
      return !settings.of(handler).enabled();
    } catch (IllegalArgumentException e) {
      LOG.debug("the settings of handler {} are wrong", handler, e);
      return false;
    }
  }

  private static void warnIfFailed(String handler, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn(
          "Handler {} stays subscribed until the next start, since that could not be written: {}",
          handler,
          failure.toString());
    }
  }
}

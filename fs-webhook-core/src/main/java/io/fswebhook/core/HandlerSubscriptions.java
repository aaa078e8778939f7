package io.fswebhook.core;

import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.rule.HandlerRule;
import io.fswebhook.core.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final HandlerSettingsSource settings;
  private final Routes routes;

  HandlerSubscriptions(
      Inbox inbox,
      PluginHost plugins,
      Dispatcher dispatcher,
      HandlerSettingsSource settings,
      Routes routes) {
    this.settings = settings;
    this.routes = routes;
    this.inbox = inbox;
    this.plugins = plugins;
    this.dispatcher = dispatcher;
  }

  /**
   * Handlers that run neither on this node nor on another one, sorted by name: the subscribed ones,
   * and those that have unfinished tasks. Cheap.
   *
   * @param withTasks the handlers that have unfinished tasks
   */
  public Set<String> notRunning(Set<String> withTasks) {
    Set<String> names = new TreeSet<>(withTasks);
    inbox.subscriptions().forEach(each -> names.add(each.handler()));
    dispatcher.statuses().forEach(status -> names.remove(status.name()));
    names.removeIf(this::runsElsewhere);
    return names;
  }

  /** Whether another node has it, and this one does not. */
  public boolean runsElsewhere(String handler) {
    return of(handler).filter(this::isElsewhere).isPresent();
  }

  private boolean isElsewhere(HandlerSubscription each) {
    return each.present() && !plugins.subscriptions().containsKey(each.handler());
  }

  boolean anyRunsElsewhere() {
    return inbox.subscriptions().stream().anyMatch(this::isElsewhere);
  }

  boolean any() {
    return !inbox.subscriptions().isEmpty();
  }

  /** Which events a handler gets by its settings; empty if they are wrong. */
  public Optional<HandlerRule> rule(String handler) {
    return routes.rule(handler);
  }

  /** Why a handler does not run, in a sentence or two. */
  public String whyNotRunning(String handler) {
    if (isDisabled(handler, settings)) {
      return "fs.webhook.handlers." + handler + ".enabled is false.";
    }
    List<PluginReport> reports = plugins.reports();
    return reports.stream()
        .flatMap(report -> report.handler(handler).stream())
        .flatMap(report -> Stream.ofNullable(report.failure()))
        .findFirst()
        .or(() -> withoutType(handler))
        .orElseGet(() -> missing(handler, reports));
  }

  private Optional<String> withoutType(String handler) {
    return Optional.ofNullable(settings.types().get(handler))
        .map(
            type ->
                "fs.webhook.handlers."
                    + handler
                    + ".type is "
                    + Printable.line(type)
                    + ", and no plugin that could be loaded has a handler of this type.");
  }

  /** The name of a handler whose class cannot be loaded is not known. */
  private String missing(String handler, List<PluginReport> reports) {
    if (of(handler).isEmpty()) {
      return "Its plugin is missing, and it is no longer subscribed: it is listed until its tasks are"
          + " discarded or deleted.";
    }
    String broken =
        reports.stream()
            .filter(report -> !report.problems().isEmpty())
            .map(report -> String.valueOf(report.source().getFileName()))
            .collect(Collectors.joining(", "));
    return broken.isEmpty()
        ? "Its plugin is missing."
        : "No plugin that could be loaded has it; these have problems: " + broken + ".";
  }

  /** Empty when it is not subscribed. */
  public Optional<HandlerSubscription> of(String handler) {
    return inbox.subscriptions().stream()
        .filter(each -> each.handler().equals(handler))
        .findFirst();
  }

  /** Those that subscribe to an event at one moment, sorted by name. */
  List<String> subscribers(String eventName) {
    return routes.subscribers(eventName);
  }

  /** What all subscribed handlers have to do with events of a name, by the settings of now. */
  public Map<String, EventInterest> interests(String eventName) {
    return routes.interests(eventName);
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

  /** A sentence for each handler that something is set for, and that is not there. */
  public List<String> unknown() {
    return new UnknownHandlers(inbox, plugins, settings).sentences();
  }

  void logUnknown() {
    for (String sentence : unknown()) {
      LOG.warn(sentence);
    }
  }

  /** Ends the subscriptions of disabled handlers. Their tasks are kept. */
  void endDisabled() {
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

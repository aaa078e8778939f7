package io.fswebhook.core;

import io.fswebhook.core.inbox.FilterAnswers;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.rule.EventValues;
import io.fswebhook.core.rule.ExpressionFailedException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.FilterAnswer;
import io.fswebhook.core.rule.HandlerRule;
import io.fswebhook.core.rule.OrderBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which handlers get a delivery: those that subscribe to its event, by the subscriptions and the
 * settings of one moment. Thread-safe.
 */
final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final Supplier<List<HandlerSubscription>> subscriptions;
  private volatile HandlerSettingsSource settings;
  private volatile Table table = new Table(List.of(), List.of());

  /** What was read last, and of which subscriptions. */
  private record Table(List<HandlerSubscription> of, List<Route> routes) {}

  /** A handler with its rule; null if that cannot be read. */
  private record Route(HandlerSubscription subscription, @Nullable HandlerRule rule) {

    boolean includes(String eventName) {
      return interest(eventName) == EventInterest.SUBSCRIBED;
    }

    EventInterest interest(String eventName) {
      if (!subscription.includes(eventName)) {
        return EventInterest.NOT_BY_PLUGIN;
      }
      return rule == null || rule.events().includes(eventName)
          ? EventInterest.SUBSCRIBED
          : EventInterest.NOT_BY_SETTING;
    }

    FilterAnswer answer(EventValues event) {
      if (rule == null) {
        return FilterAnswer.UNKNOWN;
      }
      Filter filter = rule.filter();
      return filter == null ? FilterAnswer.YES : filter.answer(event);
    }

    boolean isOrdered() {
      return rule != null && rule.orderBy() != null;
    }

    /** Null for an event that has none. */
    @Nullable Long orderKey(EventValues event) {
      OrderBy orderBy = rule == null ? null : rule.orderBy();
      return orderBy == null ? null : orderBy.keyAtReceipt(event);
    }
  }

  /**
   * Where a delivery goes.
   *
   * @param handlers those that get it
   * @param answers what filters said
   */
  record Routed(List<String> handlers, FilterAnswers answers) {

    /** The request with these answers. */
    ParsedRequest answered(ParsedRequest parsed) {
      return parsed.answered(answers.stored());
    }

    /** Tells of the handlers that did not get a delivery, unless they had it before. */
    void observe(Receipt receipt, ReceiverObserver observer) {
      if (receipt.status() == Receipt.Status.STORED) {
        answers.unmatched().forEach(observer::filtered);
      }
    }
  }

  /** Collects what the routes of one event say. */
  private static final class Answers {

    private final List<String> handlers = new ArrayList<>();
    private final List<String> unmatched = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final Map<String, Long> orderKeys = new HashMap<>();

    void add(Route route, EventValues event) {
      String handler = route.subscription().handler();
      FilterAnswer answer = route.answer(event);
      if (answer == FilterAnswer.NO) {
        unmatched.add(handler);
        return;
      }
      handlers.add(handler);
      boolean hasKey = !route.isOrdered() || addKey(route, event);
      if (answer == FilterAnswer.UNKNOWN || !hasKey) {
        undecided.add(handler);
      }
    }

    /**
     * An event without a value gets a key that no other has, so that claims find all tasks of an
     * ordered handler by their keys. Returns false if the expression failed.
     */
    private boolean addKey(Route route, EventValues event) {
      String handler = route.subscription().handler();
      long own = ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE;
      orderKeys.put(handler, own);
      try {
        Long key = route.orderKey(event);
        orderKeys.put(handler, key == null ? own : key);
        return true;
      } catch (ExpressionFailedException e) {
        return false;
      }
    }

    Routed routed() {
      return new Routed(handlers, new FilterAnswers(unmatched, undecided, orderKeys));
    }
  }

  Routes(Supplier<List<HandlerSubscription>> subscriptions, HandlerSettingsSource settings) {
    this.subscriptions = subscriptions;
    this.settings = settings;
  }

  /** From now on these apply. */
  void use(HandlerSettingsSource changed) {
    settings = changed;
    table = read(subscriptions.get());
  }

  /** Those that get an event, if their filters match. */
  List<String> subscribers(String eventName) {
    return routes().stream()
        .filter(route -> route.includes(eventName))
        .map(route -> route.subscription().handler())
        .toList();
  }

  /** What the subscribed handlers have to do with events of a name. */
  Map<String, EventInterest> interests(String eventName) {
    Map<String, EventInterest> interests = new TreeMap<>();
    routes()
        .forEach(route -> interests.put(route.subscription().handler(), route.interest(eventName)));
    return interests;
  }

  /** Which events a handler gets by its settings; empty if they are wrong. */
  Optional<HandlerRule> rule(String handler) {
    return Optional.ofNullable(rule(handler, settings));
  }

  Routed of(ParsedRequest parsed) {
    EventValues event = EventValues.of(parsed);
    Answers answers = new Answers();
    for (Route route : routes()) {
      if (route.includes(parsed.event().eventName())) {
        answers.add(route, event);
      }
    }
    return answers.routed();
  }

  /** The list of subscriptions is another one after each change. */
  private List<Route> routes() {
    List<HandlerSubscription> now = subscriptions.get();
    Table last = table;
    if (last.of() == now) {
      return last.routes();
    }
    Table next = read(now);
    table = next;
    return next.routes();
  }

  private Table read(List<HandlerSubscription> now) {
    HandlerSettingsSource source = settings;
    return new Table(
        now, now.stream().map(each -> new Route(each, rule(each.handler(), source))).toList());
  }

  private static @Nullable HandlerRule rule(String handler, HandlerSettingsSource source) {
    try {
      return source.of(handler).rule();
    } catch (IllegalArgumentException e) {
      LOG.debug("the settings of handler {} are wrong", handler, e);
      return null;
    }
  }
}

package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Senders of deliveries of several kinds, some of which are the same. */
final class Load extends Senders {

  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);
  private static final int SEGMENT_EVERY = 20;
  private static final int STREAM_EVERY = 5;

  /** So many requests in a row, of all senders and to all receivers, are about the same order. */
  private static final int ABOUT_AN_ORDER = 100;

  private final AtomicLong number;
  private final Duration pause;

  /** The ids that an order was answered with. */
  private final Map<Long, Set<String>> orders;

  private Load(
      Set<String> acknowledged, AtomicLong number, Map<Long, Set<String>> orders, Duration pause) {
    super(acknowledged, pause, PAUSE_AFTER_REFUSAL);
    this.number = number;
    this.orders = orders;
    this.pause = pause;
  }

  /** Each {@linkplain Soak#pause pauses} after each delivery. */
  static Load on(List<URI> receivers, int senders) {
    return on(receivers, senders, Soak.pause());
  }

  /** Each pauses so long after each delivery. */
  static Load on(List<URI> receivers, int senders, Duration pause) {
    Load load =
        new Load(ConcurrentHashMap.newKeySet(), new AtomicLong(), new ConcurrentHashMap<>(), pause);
    load.begin(receivers, senders);
    return load;
  }

  /** Goes on elsewhere, with the same count of what was answered. */
  Load continuedOn(List<URI> receivers, int senders) {
    Load load = new Load(acknowledged(), number, orders, pause);
    load.begin(receivers, senders);
    return load;
  }

  /**
   * Mostly notes; now and then a segment, for handlers that take their time over those, a click,
   * and an order, which comes again and again.
   */
  @Override
  boolean sendOne(Sender target) throws IOException, InterruptedException {
    long id = number.incrementAndGet();
    if (id % STREAM_EVERY == 1) {
      return isAnswered(target.sendTo("clicks", "[" + id + "]"));
    }
    if (id % STREAM_EVERY == 2) {
      long order = id / ABOUT_AN_ORDER;
      HttpResponse<String> answer =
          target.sendTo("orders", "{\"id\":" + order + ",\"sent\":" + id + "}");
      return isAnswered(answer) && isNoted(order, Sender.idIn(answer));
    }
    if (id % SEGMENT_EVERY == 0) {
      return isAnswered(
          target.send(
              "{\"eventName\":\"segment.created\",\"version\":1,\"data\":{\"id\":\"s"
                  + id
                  + "\"}}"));
    }
    return isAnswered(target.sendNote("n" + id));
  }

  private boolean isNoted(long order, String id) {
    orders.computeIfAbsent(order, key -> ConcurrentHashMap.newKeySet()).add(id);
    return true;
  }

  /** Each order was answered with one id, whichever receiver had it first. */
  void assertNoneIsStoredTwice() {
    assertThat(orders).isNotEmpty();
    assertThat(orders.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
  }
}

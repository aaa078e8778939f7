package io.fswebhook.core.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends messages to targets, each on a thread of its own, so that none holds anything up. */
public final class SendAlerts implements AutoCloseable {

  private static final List<Duration> WAITS =
      List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private final Map<String, TargetQueue> queues = new ConcurrentHashMap<>();
  private final List<Duration> waits;
  private final Clock clock;

  public SendAlerts(Clock clock) {
    this(clock, WAITS);
  }

  /** With other waits before each attempt. */
  public SendAlerts(Clock clock, List<Duration> waits) {
    this.clock = clock;
    this.waits = List.copyOf(waits);
  }

  /** Replaces the targets. Messages to one of the same name are kept. */
  public void use(Collection<? extends AlertTarget> targets) {
    Map<String, AlertTarget> wanted =
        targets.stream().collect(Collectors.toMap(AlertTarget::name, each -> each));
    queues
        .entrySet()
        .removeIf(
            each -> {
              if (wanted.containsKey(each.getKey())) {
                return false;
              }
              each.getValue().close();
              return true;
            });
    wanted.forEach(
        (name, target) ->
            queues.compute(
                name,
                (unused, queue) -> {
                  if (queue == null) {
                    return new TargetQueue(target, waits, clock);
                  }
                  queue.use(target);
                  return queue;
                }));
  }

  List<AlertTarget> targets() {
    return queues.values().stream().map(TargetQueue::target).toList();
  }

  /** Returns at once. What does not arrive is not delivered, and may be claimed again. */
  void send(String target, AlertMessage message, Runnable delivered) {
    TargetQueue queue = queues.get(target);
    if (queue != null) {
      queue.send(message, delivered);
    }
  }

  /** The targets that fail repeatedly. */
  public Stream<AttentionItem> failing() {
    return queues.values().stream().flatMap(TargetQueue::failing);
  }

  @Override
  public void close() {
    queues.values().forEach(TargetQueue::close);
  }
}

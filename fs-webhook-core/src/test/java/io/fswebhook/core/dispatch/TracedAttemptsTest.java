package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.trace.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Each attempt is a span, which its handler can pass on. */
class TracedAttemptsTest extends DispatchFixture {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Queue<String> spans = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<@Nullable String> current = new ThreadLocal<>();
  private final Queue<Map<String, String>> logged = new ConcurrentLinkedQueue<>();

  /** Writes down what it is told. */
  private final class Span implements AttemptSpan {

    private final String name;

    Span(HandlerTask task) {
      this.name = task.handler() + (task.attempts() + 1);
    }

    @Override
    public TraceContext context() {
      return new TraceContext(
          "00-" + TRACE + "-00000000000000a" + name.charAt(1) + "-01", "v=" + name);
    }

    @Override
    public void event(String eventName) {
      spans.add(name + " " + eventName);
    }

    @Override
    public Scope makeCurrent() {
      current.set(name);
      return current::remove;
    }

    @Override
    public void end(Outcome outcome, @Nullable Throwable thrown) {
      spans.add(
          name
              + " "
              + outcome.state().code()
              + " "
              + (thrown == null ? "" : thrown.getClass().getSimpleName()));
    }

    @Override
    public void abandon() {
      spans.add(name + " abandoned");
    }
  }

  private Dispatcher traced(ActiveHandler handler) {
    return start(new Dispatcher(inbox, ReceiverObserver.NONE, Span::new, clocks()), handler);
  }

  @Test
  void each_attempt_is_a_span_of_its_own() {
    Dispatcher dispatcher =
        traced(
            handler(
                "h",
                delivery -> {
                  seen.add(delivery);
                  if (delivery.attempt() == 1) {
                    throw new IllegalStateException("not yet");
                  }
                }));
    receive(dispatcher, "1");

    await().until(() -> spans.size() == 4);
    assertThat(spans)
        .containsExactly(
            "h1 note.created",
            "h1 retrying IllegalStateException",
            "h2 note.created",
            "h2 succeeded ");
    assertThat(seen)
        .extracting(delivery -> delivery.traceparent() + " " + delivery.tracestate())
        .containsExactly(
            "00-" + TRACE + "-00000000000000a1-01 v=h1",
            "00-" + TRACE + "-00000000000000a2-01 v=h2");
  }

  @Test
  void the_span_is_current_and_in_the_log_while_the_handler_runs() {
    Queue<@Nullable String> currents = new ConcurrentLinkedQueue<>();
    Dispatcher dispatcher =
        traced(
            handler(
                "h",
                delivery -> {
                  logged.add(MDC.getCopyOfContextMap());
                  currents.add(current.get());
                },
                settings(1, 20, 12)));
    String first = receive(dispatcher, "1");
    String second = receive(dispatcher, "2");

    await().until(() -> currents.size() == 2);
    assertThat(currents).containsExactly("h1", "h1");
    assertThat(logged)
        .containsExactly(
            Map.of("delivery_id", first, "trace_id", TRACE, "span_id", "00000000000000a1"),
            Map.of("delivery_id", second, "trace_id", TRACE, "span_id", "00000000000000a1"));
  }

  @Test
  void what_a_handler_adds_to_the_log_ends_with_the_attempt() {
    Dispatcher dispatcher =
        start(
            handler(
                "h",
                delivery -> {
                  logged.add(MDC.getCopyOfContextMap());
                  MDC.put("of the plugin", "yes");
                },
                settings(1, 20, 12)));
    List<String> ids = receiveMany(dispatcher, 2);

    await().until(() -> logged.size() == 2);
    assertThat(logged)
        .containsExactlyInAnyOrder(
            Map.of("delivery_id", ids.get(0)), Map.of("delivery_id", ids.get(1)));
  }

  @Test
  void the_span_of_an_attempt_that_runs_out_of_time_ends_with_it() {
    CountDownLatch never = new CountDownLatch(1);
    Dispatcher dispatcher = traced(handler("h", delivery -> never.await(), settings(1, 0.05, 1)));
    receive(dispatcher, "1");

    await().until(() -> spans.size() == 2);
    assertThat(spans).containsExactly("h1 note.created", "h1 dead TimeoutException");
  }
}

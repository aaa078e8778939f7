package io.fswebhook.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerHarnessTest {

  private final RecordingHandler handler = new RecordingHandler();

  @Test
  void a_handler_is_started_once_gets_its_deliveries_and_is_stopped_once() throws Exception {
    HandlerHarness harness = HandlerHarness.of(handler).start();
    Outcome outcome = harness.deliver(SampleEvents.noteCreated());
    harness.close();
    harness.close();

    assertThat(outcome).isEqualTo(new Outcome(Result.SUCCEEDED, null, null));
    assertThat(outcome.message()).isNull();
    assertThat(handler.calls).containsExactly("start", "handle", "stop");
  }

  @Test
  void a_delivery_has_the_body_of_its_event_and_the_time_of_the_clock() throws Exception {
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      Instant start = harness.clock().instant();
      harness.clock().advance(Duration.ofMillis(90_500));
      harness.deliver(SampleEvents.mobileCrash());

      Delivery delivery = handler.deliveries.get(0);
      assertThat(delivery.event()).isEqualTo(SampleEvents.mobileCrash());
      assertThat(delivery.body()).isEqualTo(SampleEvents.body(SampleEvents.mobileCrash()));
      assertThat(delivery.receivedAt()).isEqualTo(start.plusMillis(90_500));
      assertThat(delivery.signedAt()).isEqualTo(start.plusSeconds(90));
      assertThat(delivery.attempt()).isEqualTo(1);
      assertThat(handler.context().clock()).isSameAs(harness.clock());
    }
  }

  @Test
  void an_expression_is_what_the_test_gives() throws Exception {
    try (HandlerHarness harness =
        HandlerHarness.of(handler)
            .expression("body", delivery -> ExpressionValue.text(delivery.event().eventName()))
            .setting("key", "data.id")
            .start()) {
      harness.deliver(SampleEvents.mobileCrash());
      HandlerContext context = handler.context();
      EventExpression body = context.expression("body").orElseThrow();

      assertThat(body.setting()).isEqualTo("fs.webhook.handlers.recording.body");
      assertThat(body.evaluate(handler.deliveries.get(0)))
          .isEqualTo(ExpressionValue.text("nativemobile.event.crash"));
      assertThat(context.settings()).containsKey("body");
      assertThat(context.expression("other")).isEmpty();
      assertThatThrownBy(() -> context.expression("key"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expression(\"key\", delivery -> ...)");
    }
  }

  @Test
  void an_event_without_subscription_does_not_reach_the_handler() throws Exception {
    handler.eventNames = Set.of("note.created");
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      assertThat(harness.deliver(SampleEvents.mobileCrash()).result())
          .isEqualTo(Result.NOT_SUBSCRIBED);
      assertThat(handler.deliveries).isEmpty();
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.SUCCEEDED);
    }
  }

  @Test
  void a_handler_of_one_stream_or_of_all_gets_no_others() throws Exception {
    Instant now = Instant.parse("2026-01-05T12:30:00Z");
    for (String subscription : List.of("stream:orders", "stream:*")) {
      RecordingHandler one = new RecordingHandler();
      one.eventNames = Set.of(subscription);
      try (HandlerHarness harness = HandlerHarness.of(one).start()) {
        assertThat(harness.deliver(SampleEvents.streamEvent()).result())
            .isEqualTo(Result.SUCCEEDED);
        assertThat(harness.deliver(SampleEvents.streamEvent("clicks", now)).result())
            .isEqualTo(subscription.equals("stream:*") ? Result.SUCCEEDED : Result.NOT_SUBSCRIBED);
        assertThat(harness.deliver(SampleEvents.noteCreated()).result())
            .isEqualTo(Result.NOT_SUBSCRIBED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream:Orders", "stream:", "stream:**", "stream:a b"})
  void a_name_that_no_stream_can_have_is_refused(String eventName) {
    handler.eventNames = Set.of(eventName);

    assertThatThrownBy(() -> HandlerHarness.of(handler).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("1 to 64 of a-z", "'" + eventName + "'");
    assertThat(handler.calls).isEmpty();
  }

  @Test
  void any_exception_is_a_retry_with_the_receivers_own_delay() throws Exception {
    handler.toThrow = new IOException("no route");
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome).isEqualTo(new Outcome(Result.RETRY, null, handler.toThrow));
      assertThat(outcome.message()).isEqualTo("no route");
    }
  }

  @Test
  void an_error_is_a_retry_too() throws Exception {
    EventHandler broken =
        new RecordingHandler() {
          @Override
          public void handle(Delivery delivery) {
            throw new NoClassDefFoundError("com/example/Missing");
          }
        };
    try (HandlerHarness harness = HandlerHarness.of(broken).start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.RETRY);
    }
  }

  @Test
  void a_handler_says_how_long_to_wait() throws Exception {
    handler.toThrow = new RetryLaterException("busy", Duration.ofSeconds(30));
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()))
          .isEqualTo(new Outcome(Result.RETRY, Duration.ofSeconds(30), handler.toThrow));
    }
  }

  @Test
  void giving_up_is_dead_at_the_first_attempt() throws Exception {
    handler.toThrow = new GiveUpException("not for us");
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()))
          .isEqualTo(new Outcome(Result.DEAD, null, handler.toThrow));
    }
  }

  @Test
  void a_failure_is_dead_at_the_last_attempt() throws Exception {
    handler.toThrow = new RetryLaterException("busy", Duration.ofSeconds(30));
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated(), 11).result()).isEqualTo(Result.RETRY);
      assertThat(harness.deliver(SampleEvents.noteCreated(), 12))
          .isEqualTo(new Outcome(Result.DEAD, null, handler.toThrow));
    }
    assertThat(handler.deliveries).extracting(Delivery::attempt).containsExactly(11, 12);
  }

  @Test
  void the_last_attempt_is_a_setting() throws Exception {
    handler.toThrow = new IOException("no route");
    try (HandlerHarness harness = HandlerHarness.of(handler).setting("max-attempts", "2").start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated(), 1).result()).isEqualTo(Result.RETRY);
      assertThat(harness.deliver(SampleEvents.noteCreated(), 2).result()).isEqualTo(Result.DEAD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void a_wrong_number_of_attempts_does_not_start(String value) {
    assertThatThrownBy(() -> HandlerHarness.of(handler).setting("max-attempts", value).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-attempts must be a whole number above 0, was '" + value + "'");
  }

  @Test
  void the_same_delivery_can_come_again() throws Exception {
    try (HandlerHarness harness = HandlerHarness.of(handler).start()) {
      TestDelivery delivery =
          TestDelivery.of(SampleEvents.noteCreated(), harness.clock().instant())
              .withSignature(null, null)
              .withBody(new byte[] {'{', '}'});
      harness.deliver(delivery);
      harness.deliver(delivery.withAttempt(2));
      harness.deliver(SampleEvents.noteCreated());
    }
    assertThat(handler.deliveries).extracting(Delivery::attempt).containsExactly(1, 2, 1);
    assertThat(handler.deliveries.get(0).id())
        .isEqualTo(handler.deliveries.get(1).id())
        .isNotEqualTo(handler.deliveries.get(2).id());
    assertThat(handler.deliveries.get(1).body()).containsExactly('{', '}');
    assertThat(handler.deliveries.get(1).orgId()).isNull();
    assertThat(handler.deliveries.get(1).signedAt()).isNull();
  }

  @Test
  void what_start_throws_comes_out() {
    EventHandler refusing =
        new RecordingHandler() {
          @Override
          public void start(HandlerContext given) {
            throw new IllegalArgumentException("set url");
          }
        };

    assertThatThrownBy(() -> HandlerHarness.of(refusing).start()).hasMessage("set url");
  }

  @Test
  void what_stop_throws_fails_the_test() throws Exception {
    EventHandler clumsy =
        new RecordingHandler() {
          @Override
          public void stop() {
            throw new IllegalArgumentException("already closed");
          }
        };
    HandlerHarness harness = HandlerHarness.of(clumsy).start();

    assertThatThrownBy(harness::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already closed");
  }

  @Test
  void a_name_that_the_receiver_would_refuse_does_not_start() {
    EventHandler nameless = delivery -> {};
    EventHandler spaced =
        new RecordingHandler() {
          @Override
          public String name() {
            return "my handler";
          }
        };

    assertThatThrownBy(() -> HandlerHarness.of(spaced).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was 'my handler'");
    assertThatThrownBy(() -> HandlerHarness.of(nameless).start())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothing_is_delivered_after_the_stop() throws Exception {
    HandlerHarness harness = HandlerHarness.of(handler).start();
    harness.close();

    assertThatThrownBy(() -> harness.deliver(SampleEvents.noteCreated()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(handler.deliveries).isEmpty();
  }

  @Test
  void there_is_no_attempt_before_the_first() {
    TestDelivery delivery = TestDelivery.of(SampleEvents.noteCreated(), Instant.EPOCH);

    assertThatThrownBy(() -> delivery.withAttempt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attempt must be >= 1, was 0");
  }

  @Test
  void the_response_that_is_reported_last_is_told() throws Exception {
    EventHandler reporting =
        new EventHandler() {
          @Override
          public String name() {
            return "reporting";
          }

          @Override
          public void handle(Delivery delivery) {
            delivery.reportResponse(200, "first");
            delivery.reportResponse(503, null);
            throw new GiveUpException("status 503");
          }
        };
    try (HandlerHarness harness = HandlerHarness.of(reporting).start()) {
      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome.result()).isEqualTo(Result.DEAD);
      assertThat(outcome.response()).isEqualTo(new Outcome.Response(503, null));
    }
  }

  @Test
  void a_setting_that_is_not_of_its_declared_type_is_refused_before_the_start() {
    EventHandler declaring =
        new RecordingHandler() {
          @Override
          public List<HandlerSetting> declaredSettings() {
            return List.of(HandlerSetting.integer("size", "How many.").orElse("5"));
          }
        };

    assertThatThrownBy(() -> HandlerHarness.of(declaring).setting("size", "five").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fs.webhook.handlers.recording.size must be a whole number, was 'five'");
  }
}

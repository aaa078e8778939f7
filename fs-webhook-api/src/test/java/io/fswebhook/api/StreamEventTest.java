package io.fswebhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.SampleEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamEventTest {

  private static final Map<String, @Nullable Object> BODY =
      Map.of(
          "user",
          Map.of("email", "ada@example.com", "a/b", "slash", "m~n", "tilde"),
          "total",
          new BigDecimal("12.50"),
          "paid",
          true,
          "at",
          "2026-01-05T12:30:00.0Z",
          "events",
          List.of(Map.of("url", "https://shop.example.com/"), "second"));

  private final StreamEvent event = new StreamEvent("orders", BODY);

  @Test
  void handlers_subscribe_to_its_name() {
    assertThat(event.eventName()).isEqualTo("stream:orders");
    assertThat(event.version()).isZero();
    assertThat(event.additional()).isEqualTo(BODY);
  }

  @Test
  void members_are_read_by_pointers() {
    assertThat(event.text("/user/email")).isEqualTo("ada@example.com");
    assertThat(event.number("/total")).isEqualByComparingTo("12.5");
    assertThat(event.flag("/paid")).isTrue();
    assertThat(event.time("/at")).isEqualTo(Instant.parse("2026-01-05T12:30:00Z"));
    assertThat(event.list("/events")).hasSize(2);
    assertThat(event.object("/events/0")).containsOnlyKeys("url");
    assertThat(event.text("/events/1")).isEqualTo("second");
    assertThat(event.at("")).isEqualTo(BODY);
  }

  @Test
  void escaped_names_are_found() {
    assertThat(event.text("/user/a~1b")).isEqualTo("slash");
    assertThat(event.text("/user/m~0n")).isEqualTo("tilde");
  }

  @Test
  void what_is_absent_or_of_another_type_is_null() {
    assertThat(event.at("/none/at/all")).isNull();
    assertThat(event.text("/total")).isNull();
    assertThat(event.number("/paid")).isNull();
    assertThat(event.flag("/at")).isNull();
    assertThat(event.time("/user/email")).isNull();
    assertThat(event.object("/events")).isNull();
    assertThat(event.list("/user")).isNull();
    assertThat(event.at("/events/2")).isNull();
    assertThat(event.at("/events/01")).isNull();
    assertThat(event.at("/events/-")).isNull();
    assertThat(event.at("/events/99999999999999")).isNull();
  }

  @Test
  void a_pointer_that_is_none_is_refused() {
    assertThatThrownBy(() -> event.text("user"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'user'");
  }

  @Test
  void a_body_may_be_any_value() {
    assertThat(new StreamEvent("orders", null).additional()).isEmpty();
    assertThat(new StreamEvent("orders", "text").text("")).isEqualTo("text");
    assertThat(new StreamEvent("orders", Arrays.asList(null, true)).flag("/1")).isTrue();
  }

  @Test
  void the_fixed_body_is_typed() {
    StreamSignal signal = SampleEvents.streamEvent().signal();

    assertThat(signal)
        .isEqualTo(
            new StreamSignal(
                "Order placed",
                Instant.parse("2026-01-05T12:30:00Z"),
                "v2",
                "1",
                new StreamSignal.User("4711", "customer-17", "ada@example.com", "Ada"),
                Map.of("session_id", "ORG1:4711")));
  }

  @Test
  void another_body_has_no_signal() {
    assertThat(event.signal()).isNull();
    assertThat(new StreamEvent("orders", List.of()).signal()).isNull();
  }
}

package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.core.testing.StreamRequests;
import io.fswebhook.core.verify.VerifiedRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamBodiesTest {

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

  @Test
  void any_value_is_a_body() {
    assertThat(value("{\"a\":{}}")).isEqualTo(Map.of("a", Map.of()));
    assertThat(value("[1,null]")).isEqualTo(Arrays.asList(BigDecimal.ONE, null));
    assertThat(value(" \"text\" ")).isEqualTo("text");
    assertThat(value("-1.5")).isEqualTo(new BigDecimal("-1.5"));
    assertThat(value("false")).isEqualTo(false);
    assertThat(value("null")).isNull();
    assertThat(value("[]")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "tru",
        "1 2",
        "{} {}",
        "{}x",
        "'a'",
        "NaN",
        "{\"a\":1,\"a\":2}"
      })
  void what_is_no_json_is_refused_with_its_place(String body) {
    assertThatThrownBy(() -> parse(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void what_is_not_utf8_or_too_deep_is_refused() {
    assertThatThrownBy(() -> parse(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(MalformedPayloadException.class);
    assertThat(value("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
    assertThatThrownBy(
            () -> parse(("[".repeat(101) + "]".repeat(101)).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessageContaining("100 levels");
  }

  @Test
  void a_webhook_cannot_bear_the_name_of_a_stream() throws Exception {
    byte[] body = "{\"eventName\":\"stream:orders\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(
            new EventParser()
                .parse(VerifiedRequest.restored(null, body, "ORG1", NOW, NOW, null))
                .event())
        .isInstanceOf(UnknownEvent.class)
        .returns("webhook:stream:orders", event -> event.eventName());
  }

  private static @Nullable Object value(String body) {
    return ((StreamEvent) StreamRequests.parsed("orders", body, NOW).event()).value();
  }

  private static ParsedRequest parse(byte[] body) throws MalformedPayloadException {
    return new EventParser().parse(VerifiedRequest.restored("orders", body, null, null, NOW, null));
  }
}

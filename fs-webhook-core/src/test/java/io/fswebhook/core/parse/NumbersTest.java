package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.UnknownEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  private static final String HUGE = "7".repeat(100_000);

  static Stream<String> kept() {
    return Stream.of(
        "0",
        "-0",
        "0.0",
        "-1.5E+3",
        "1e400",
        "1e-400",
        "9.99e400",
        "0e400",
        "0e-400",
        "1e0000000000000000000000001",
        "7".repeat(400),
        "0." + "7".repeat(399),
        "7".repeat(400) + "e-399",
        "0." + "0".repeat(398) + "7e799",
        "-" + "7".repeat(400));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void a_number_within_the_bounds_is_exact(String number) throws Exception {
    assertThat(read(number)).isEqualTo(new BigDecimal(number));
  }

  static Stream<String> tooLarge() {
    return Stream.of(
        "1e401",
        "1e-401",
        "-1e401",
        "10e400",
        "0.1e-400",
        "0e401",
        "0e-401",
        "1e999999",
        "1e-999999",
        "1E+2147483648",
        "1e99999999999999999999",
        "0e99999999999999999999",
        "7".repeat(401),
        "0." + "7".repeat(400),
        "0." + "0".repeat(500) + "1",
        HUGE,
        "-" + HUGE,
        "0." + HUGE,
        "1e" + HUGE,
        "1e-" + "0".repeat(100_000) + "401");
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void a_larger_number_is_kept_as_its_text(String number) throws Exception {
    assertThat(read(number)).isEqualTo(number);
  }

  @Test
  void a_number_as_long_as_a_body_is_no_error() throws Exception {
    String number = "7".repeat(5_000_000);

    assertThat(read(number)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999", "1e-999999"})
  void a_larger_number_fits_neither_a_number_nor_a_text(String number) throws Exception {
    SegmentTrendAlert event =
        Bodies.event(
            SegmentTrendAlert.class,
            "segment.trend.alert",
            "{'id':"
                + number
                + ",'value':"
                + number
                + ",'alertConfig':{'description':"
                + number
                + ",'threshold':"
                + number
                + ",'direction':"
                + number
                + "}}");

    assertThat(event)
        .isEqualTo(
            new SegmentTrendAlert(
                1,
                null,
                null,
                null,
                null,
                new SegmentTrendAlert.AlertConfig(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of("description", number, "threshold", number, "direction", number)),
                Map.of("id", number, "value", number)));
  }

  @Test
  void a_text_that_looks_like_a_larger_number_is_a_text() throws Exception {
    SegmentTrendAlert event =
        Bodies.event(
            SegmentTrendAlert.class,
            "segment.trend.alert",
            "{'x':1e999999,'id':'1e999999','list':[1e999999]}");

    assertThat(event.id()).isEqualTo("1e999999");
    assertThat(event.additional()).isEqualTo(Map.of("x", "1e999999", "list", List.of("1e999999")));
  }

  private static @Nullable Object read(String number) throws MalformedPayloadException {
    return Bodies.event(UnknownEvent.class, "x", "{'n':" + number + "}").additional().get("n");
  }
}

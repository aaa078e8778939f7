package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2024-04-01T10:00:00Z, 2024-04-01T10:00:00Z",
    "2024-04-01T10:00:00.0Z, 2024-04-01T10:00:00Z",
    "2024-04-01T10:00:00.123456789Z, 2024-04-01T10:00:00.123456789Z",
    "2024-04-01T10:00:00.5+02:00, 2024-04-01T08:00:00.5Z",
    "2024-04-01T10:00:00-00:30, 2024-04-01T10:30:00Z",
    "2024-04-01T10:00Z, 2024-04-01T10:00:00Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "+999999999-12-31T23:59:59-18:00, +1000000000-01-01T17:59:59Z"
  })
  void a_time_with_an_offset_is_a_time(String text, Instant expected) {
    assertThat(Times.instant(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2024-04-01",
        "2024-04-01T10:00:00",
        "2024-04-01 10:00:00Z",
        "2024-04-01T10:00:00 Z",
        " 2024-04-01T10:00:00Z",
        "2024-04-01T10:00:00Z ",
        "2024-04-01T10:00:00.1234567890Z",
        "2024-04-01T10:00:00.Z",
        "2024-04-01T10:00:00,5Z",
        "2024-04-01T10:00:00[UTC]",
        "2024-04-01T10:00:00Z[UTC]",
        "2024-04-01T10:00:00+0200",
        "2024-04-01T10:00:00+19:00",
        "2024-04-01T24:00:00Z",
        "2024-04-01T10:60:00Z",
        "2024-04-01T10:00:60Z",
        "2023-02-29T10:00:00Z",
        "2024-13-01T10:00:00Z",
        "24-04-01T10:00:00Z",
        "1577836800",
        "1577836800000",
        "Mon, 01 Apr 2024 10:00:00 GMT",
        "٢٠٢٤-04-01T10:00:00Z",
        "2024-04-01T10:00:00.000000000000000000000000000000000000000000000000000000000000Z"
      })
  void anything_else_is_none(String text) {
    assertThat(Times.instant(text)).isNull();
  }
}

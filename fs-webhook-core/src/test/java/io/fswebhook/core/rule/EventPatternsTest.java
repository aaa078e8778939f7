package io.fswebhook.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "note.created, note.created, true",
    "note.created, note.deleted, false",
    "segment.*, segment.trend.alert, true",
    "segment.*, segment, false",
    "*.created, note.created, true",
    "*.created, note.created.x, false",
    "stream:*, stream:orders, true",
    "stream:or*s, stream:orders, true",
    "stream:*, note.created, false",
    "*, stream:orders, true",
    "a.c, abc, false",
    "**x**, axb, true",
  })
  void a_star_stands_for_any_characters(String pattern, String eventName, boolean isIncluded) {
    assertThat(EventPatterns.of(List.of("other", pattern)).includes(eventName))
        .isEqualTo(isIncluded);
  }

  @Test
  void none_is_every_event() {
    assertThat(EventPatterns.ALL.includes("anything")).isTrue();
  }
}

package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.testing.StreamRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDuplicatesTest {

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final StreamDuplicates BY_KEY =
      new StreamDuplicates(List.of("/session_id", "/event_time"), Duration.ZERO);
  private static final StreamDuplicates BY_BODY =
      new StreamDuplicates(List.of(), Duration.ofMinutes(10));

  @Test
  void equal_values_at_the_places_make_a_duplicate() {
    assertThat(
            same(
                BY_KEY,
                "{'session_id':'a','event_time':1,'x':1}",
                "{'event_time':1.0,'session_id':'a'}"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'session_id':'a','event_time':1} | {'session_id':'b','event_time':1}
          {'session_id':'a','event_time':1} | {'session_id':'a','event_time':2}
          {'session_id':'a','event_time':1} | {'session_id':'a','event_time':'1'}
          {'session_id':'true','event_time':1} | {'session_id':true,'event_time':1}
          {'session_id':'a','event_time':'bc'} | {'session_id':'ab','event_time':'c'}
          {'session_id':'a','event_time':null} | {'session_id':'a','event_time':null}
          {'session_id':'a'} | {'session_id':'a'}
          {'session_id':'a','event_time':[1]} | {'session_id':'a','event_time':[1]}
          [] | []
          """)
  void other_values_and_missing_ones_make_none(String first, String second) {
    assertThat(same(BY_KEY, first.replace('\'', '"'), second.replace('\'', '"'))).isFalse();
  }

  @Test
  void two_streams_have_no_duplicates_in_common() {
    ParsedRequest other =
        BY_KEY.applyTo(
            StreamRequests.parsed("other", "{\"session_id\":\"a\",\"event_time\":1}", NOW));

    assertThat(hash(other))
        .isNotEqualTo(hash(of(BY_KEY, "{\"session_id\":\"a\",\"event_time\":1}", NOW)));
  }

  @Test
  void the_key_begins_with_the_time_of_the_event_so_that_it_is_stored_close_to_others() {
    ParsedRequest parsed =
        of(BY_KEY, "{\"session_id\":\"a\",\"event_time\":\"2026-01-04T07:00:00Z\"}", NOW);

    assertThat(parsed.request().identity().time()).isEqualTo(Instant.parse("2026-01-04T07:00:00Z"));
  }

  @Test
  void an_equal_body_in_the_same_period_is_a_duplicate() {
    assertThat(hash(of(BY_BODY, "[1]", NOW)))
        .isEqualTo(hash(of(BY_BODY, "[1]", NOW.plusSeconds(599))));
    assertThat(of(BY_BODY, "[1]", NOW).request().identity().time())
        .isEqualTo(of(BY_BODY, "[1]", NOW.plusSeconds(599)).request().identity().time())
        .isNotEqualTo(of(BY_BODY, "[1]", NOW.plusSeconds(600)).request().identity().time());
    assertThat(same(BY_BODY, "[1]", "[ 1]")).isFalse();
  }

  @Test
  void without_a_rule_nothing_is_a_duplicate() {
    assertThat(same(StreamDuplicates.NONE, "[1]", "[1]")).isFalse();
  }

  @Test
  void a_signed_request_is_known_by_its_signature_however_old_the_first_one_is() {
    ParsedRequest signed = StreamRequests.signed("orders", "[1]", NOW);

    assertThat(hash(BY_BODY.applyTo(signed))).isEqualTo(hash(signed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "session_id", "$.session_id"})
  void what_is_no_pointer_is_refused(String text) {
    assertThatThrownBy(() -> new StreamDuplicates(List.of(text), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  private static boolean same(StreamDuplicates rule, String first, String second) {
    return Arrays.equals(
        hash(of(rule, first.replace('\'', '"'), NOW)),
        hash(of(rule, second.replace('\'', '"'), NOW)));
  }

  private static ParsedRequest of(StreamDuplicates rule, String body, Instant receivedAt) {
    return rule.applyTo(StreamRequests.parsed("orders", body, receivedAt));
  }

  private static byte[] hash(ParsedRequest parsed) {
    return parsed.request().identity().hash();
  }
}

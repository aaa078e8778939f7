package io.fswebhook.war.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleEventsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

  @Test
  void there_is_one_of_each_kind() {
    assertThat(SampleEvents.NAMES)
        .containsExactlyInAnyOrder(
            SegmentCreated.EVENT_NAME,
            SegmentTrendAlert.EVENT_NAME,
            CustomEvent.EVENT_NAME,
            NoteCreated.EVENT_NAME,
            MetricAlert.EVENT_NAME,
            MobileCrash.EVENT_NAME);
  }

  @Test
  void each_is_known_to_the_parser_with_nothing_left_over() throws Exception {
    for (String name : SampleEvents.NAMES) {
      byte[] body = SampleEvents.body(name, NOW);
      WebhookEvent event =
          new EventParser().parse(VerifiedRequest.restored(body, "ORG1", NOW, NOW)).event();
      assertThat(event).isNotInstanceOf(UnknownEvent.class);
      assertThat(event.eventName()).isEqualTo(name);
      assertThat(event.additional()).as(name).isEmpty();
    }
  }

  @Test
  void two_of_a_kind_differ() {
    for (String name : SampleEvents.NAMES) {
      List<byte[]> two = List.of(SampleEvents.body(name, NOW), SampleEvents.body(name, NOW));
      assertThat(two.get(0)).as(name).isNotEqualTo(two.get(1));
    }
  }
}

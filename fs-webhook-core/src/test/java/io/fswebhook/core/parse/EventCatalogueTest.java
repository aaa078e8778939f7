package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.core.text.StreamName;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCatalogueTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

  static List<EventType> all() {
    return EventCatalogue.all();
  }

  /** Else one that was forgotten would be an unknown event, and counted with the others. */
  @Test
  void every_record_of_the_api_is_in_it() {
    Stream<String> records =
        new ClassFileImporter()
            .importPackages(WebhookEvent.class.getPackageName()).stream()
                .filter(type -> type.isRecord() && type.isAssignableTo(WebhookEvent.class))
                .filter(type -> !type.isEquivalentTo(UnknownEvent.class))
                .filter(type -> !type.isEquivalentTo(StreamEvent.class))
                .map(JavaClass::getName);

    assertThat(EventCatalogue.all())
        .extracting(type -> type.type().getName())
        .containsExactlyInAnyOrderElementsOf(records.toList());
  }

  @Test
  void the_test_kit_has_a_sample_of_each_and_one_of_an_unknown_event() {
    assertThat(SampleEvents.all().subList(0, EventCatalogue.names().size()))
        .extracting(WebhookEvent::eventName)
        .isEqualTo(EventCatalogue.names());
    assertThat(SampleEvents.all()).last().isInstanceOf(UnknownEvent.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_sample_is_bound_with_nothing_left_over(EventType type) throws Exception {
    WebhookEvent event = parse(type.sample(NOW));

    assertThat(event).isInstanceOf(type.type());
    assertThat(event.eventName()).isEqualTo(type.name());
    assertThat(event.additional()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void two_samples_differ(EventType type) {
    assertThat(type.sample(NOW)).isNotEqualTo(type.sample(NOW));
  }

  @Test
  void what_the_test_kit_writes_is_read_as_it_was() throws Exception {
    for (WebhookEvent event : SampleEvents.all()) {
      assertThat(parse(StreamName.of(event.eventName()), SampleEvents.body(event)))
          .isEqualTo(event);
    }
  }

  @Test
  void others_share_a_label() {
    assertThat(EventCatalogue.metricsLabel("note.created")).isEqualTo("note.created");
    assertThat(EventCatalogue.metricsLabel("note.deleted")).isEqualTo("other");
    assertThat(EventCatalogue.metricsLabel("stream:orders")).isEqualTo("stream:orders");
  }

  /** Public, as records of events are. */
  public record Odd(int version, char letter) {}

  @Test
  void a_component_that_no_json_fits_is_found_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBinder.of(Odd.class, Map.of()))
        .withMessageContaining("letter");
  }

  private static WebhookEvent parse(byte[] body) throws MalformedPayloadException {
    return parse(null, body);
  }

  private static WebhookEvent parse(@Nullable String stream, byte[] body)
      throws MalformedPayloadException {
    return new EventParser()
        .parse(VerifiedRequest.restored(stream, body, "ORG1", NOW, NOW, null))
        .event();
  }
}

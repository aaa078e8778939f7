package io.fswebhook.core.topic;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.parse.ParsedRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EncodeDeliveryTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Test
  void a_record_is_a_cloud_event_whose_data_is_the_body() {
    TopicRecord record = EncodeDelivery.of("an id", parsed("ORG1", note("1"), now), true);

    Map<String, String> headers = new LinkedHashMap<>();
    record.headers().forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
    headers.remove(EncodeDelivery.RECEIPT);
    assertThat(headers)
        .containsEntry("content-type", "application/json")
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", "an id")
        .containsEntry("ce_source", "https://app.fullstory.com")
        .containsEntry("ce_orgid", "ORG1")
        .containsEntry("ce_time", parsed("ORG1", note("1"), now).request().receivedAt().toString())
        .hasEntrySatisfying("ce_type", type -> assertThat(type).startsWith("com.fullstory."));
    assertThat(new String(record.value(), UTF_8)).isEqualTo(note("1"));
  }

  @Test
  void the_delivery_is_read_back_as_it_was_received() throws IOException {
    ParsedRequest sent = parsed("ORG1", segment("1"), now).with("wrong");

    DecodeDelivery.Received read =
        new DecodeDelivery().of(EncodeDelivery.of("an id", sent, true)).orElseThrow();

    assertThat(read.id()).isEqualTo("an id");
    ParsedRequest request = read.request();
    assertThat(request.schemaError()).isEqualTo("wrong");
    assertThat(request.event()).isEqualTo(sent.event());
    assertThat(request.request().body()).isEqualTo(sent.request().body());
    assertThat(request.request().orgId()).isEqualTo("ORG1");
    assertThat(request.request().origin()).isEqualTo(sent.request().origin());
    assertThat(request.request().receivedAt()).isEqualTo(sent.request().receivedAt());
    assertThat(DuplicateKeys.of(request).signature()).isEqualTo(DuplicateKeys.of(sent).signature());
    assertThat(DuplicateKeys.of(request).body()).isEqualTo(DuplicateKeys.of(sent).body());
  }

  @Test
  void a_record_that_only_a_newer_version_reads_is_said() {
    TopicRecord record = EncodeDelivery.of("an id", parsed("ORG1", note("1"), now), true);
    Objects.requireNonNull(record.headers().get(EncodeDelivery.RECEIPT))[0] = 127;

    assertThatThrownBy(() -> new DecodeDelivery().of(record))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a newer version of fs-webhook wrote a record (record format 127, and this version reads"
                + " 3); upgrade this node");
  }

  @Test
  void duplicates_have_the_same_key_and_others_have_not() {
    assertThat(key(segment("1"), now, true)).isEqualTo(key(segment("1"), now.plusSeconds(9), true));
    assertThat(key(segment("1"), now, false))
        .isEqualTo(key(segment("1"), now, false))
        .isNotEqualTo(key(segment("1"), now.plusSeconds(9), false));
    assertThat(key(segment("1"), now, true)).isNotEqualTo(key(segment("2"), now, true));
  }

  @Test
  void a_record_of_another_program_is_no_delivery() throws IOException {
    assertThat(new DecodeDelivery().of(new TopicRecord("", Map.of(), new byte[1]))).isEmpty();
  }

  private static String key(String body, Instant at, boolean sameBodyIsDuplicate) {
    return EncodeDelivery.of("x", parsed("ORG1", body, at), sameBodyIsDuplicate).key();
  }
}

package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.testkit.TestDelivery;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchiveLineTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00.123456Z");

  private final TestDelivery delivery =
      TestDelivery.of(new UnknownEvent("a \"b\"", 1, Map.of()), RECEIVED);

  @Test
  void a_line_has_what_is_known_and_the_body_as_it_came() {
    TestDelivery note = delivery.withBody("{\"eventName\": \"ü\", \"n\":1.50}".getBytes(UTF_8));

    assertThat(line(note))
        .isEqualTo(
            "{\"id\":\""
                + note.id()
                + "\",\"event\":\"a \\\"b\\\"\",\"organisation\":\"ORG1\","
                + "\"receivedAt\":\"2026-03-01T12:00:00.123456Z\",\"signedAt\":\"2026-03-01T12:00:00Z\","
                + "\"body\":{\"eventName\": \"ü\", \"n\":1.50}}\n");
  }

  @Test
  void a_body_of_several_lines_is_one() {
    TestDelivery printed = delivery.withBody("{\r\n  \"a\": \"b\\n\"\n}\n".getBytes(UTF_8));

    assertThat(line(printed)).endsWith(",\"body\":{    \"a\": \"b\\n\" } }\n");
  }

  @Test
  void what_is_unknown_is_absent() {
    assertThat(line(delivery.withSignature(null, null))).doesNotContain("organisation", "signedAt");
  }

  @Test
  void the_attempt_changes_nothing() {
    assertThat(line(delivery.withAttempt(5))).isEqualTo(line(delivery));
  }

  @Test
  void the_id_is_found_again() {
    assertThat(ArchiveLine.idIn(line(delivery))).hasToString(delivery.id());
  }

  private static String line(TestDelivery delivery) {
    return new String(ArchiveLine.of(delivery), UTF_8);
  }
}

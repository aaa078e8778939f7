package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.Verifier;
import io.fswebhook.core.verify.VerifySettings;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the original description has is received: each message at its path with the signature in
 * its header, each field in a component of the event's record, each value of an enum.
 */
class OriginalDescriptionTest {

  private static final OriginalDescription ORIGINAL = new OriginalDescription();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "secret";
  private static final Verifier VERIFIER =
      new Verifier(
          new VerifySettings(
              List.of(SECRET),
              Map.of(),
              VerifySettings.DEFAULT_HEADERS,
              SignatureScheme.FULLSTORY,
              Duration.ofHours(24),
              Duration.ofMinutes(5)));

  TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static List<OriginalDescription.Message> messages() {
    return ORIGINAL.messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void every_field_arrives_in_a_component(OriginalDescription.Message message) throws Exception {
    for (String header : ORIGINAL.signatureHeaders()) {
      for (int i = 0; i < SchemaExample.choices(message.payload()); i++) {
        JsonNode body = SchemaExample.of(message.payload(), i);
        WebhookEvent event = received(message.channel(), header, body.toString());

        assertThat(event.eventName()).isEqualTo(message.name());
        assertReceived("", message.payload(), body, event);
      }
    }
  }

  @Test
  void nothing_of_it_is_left_out() {
    assertThat(ORIGINAL.messages()).isNotEmpty();
    assertThat(ORIGINAL.signatureHeaders()).isNotEmpty();
    assertThat(ORIGINAL.unreachable("messages")).isEmpty();
    assertThat(ORIGINAL.unreachable("schemas")).isEmpty();
  }

  private WebhookEvent received(String path, String header, String body) throws Exception {
    AtomicReference<WebhookEvent> event = new AtomicReference<>();
    server.ingest.reacts(
        request -> {
          event.set(new EventParser().parse(VERIFIER.verify(request)).event());
          return CompletableFuture.completedFuture(new Receipt("id-1", Receipt.Status.STORED));
        });
    String signature = new WebhookSigner(SECRET, "ORG1").sign(body.getBytes(UTF_8), TestServer.NOW);
    HttpResponse<String> answer =
        server.send(
            server
                .request(path)
                .header("Content-Type", "application/json")
                .header(header, signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Objects.requireNonNull(event.get());
  }

  private static void assertReceived(String place, JsonNode schema, JsonNode sent, Object holder)
      throws ReflectiveOperationException {
    for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
      String memberPlace = place + "/" + each.getKey();
      JsonNode member = each.getValue();
      JsonNode sentMember = sent.path(each.getKey());
      Object value = member(memberPlace, each.getKey(), holder);
      if (member.has("properties")) {
        assertReceived(memberPlace, member, sentMember, value);
      } else {
        assertThat(value).as(memberPlace).isInstanceOf(typeOf(member));
        assertThat(json(value)).as(memberPlace).isEqualTo(sentMember);
      }
    }
    assertThat(member(place + "/additional", "additional", holder))
        .as("members of " + place + "/ without a component")
        .isEqualTo(Map.of());
  }

  private static Object member(String place, String name, Object holder)
      throws ReflectiveOperationException {
    if (place.equals("/eventName")) {
      return ((WebhookEvent) holder).eventName();
    }
    if (place.equals("/data")) {
      return holder; // whose members are the event's own components
    }
    for (RecordComponent component : holder.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return component.getAccessor().invoke(holder);
      }
    }
    throw new AssertionError("nothing receives " + place);
  }

  private static Class<?> typeOf(JsonNode schema) {
    if (schema.has("enum")) {
      return Enum.class;
    }
    if (schema.path("format").asText().equals("date-time")) {
      return Instant.class;
    }
    return switch (schema.path("type").asText()) {
      case "string" -> String.class;
      case "number" -> BigDecimal.class;
      case "integer" -> Integer.class;
      default -> Map.class;
    };
  }

  private static JsonNode json(Object value) {
    return JSON.valueToTree(value instanceof Instant time ? time.toString() : value);
  }
}

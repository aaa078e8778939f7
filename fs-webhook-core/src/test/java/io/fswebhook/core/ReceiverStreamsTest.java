package io.fswebhook.core;

import static io.fswebhook.core.testing.SignedRequests.VERIFY;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Receipt.Status;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.schema.SchemaMode;
import io.fswebhook.core.schema.SchemaSettings;
import io.fswebhook.core.testing.StreamRequests;
import io.fswebhook.core.verify.RawRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams from the request to what is stored. */
class ReceiverStreamsTest {

  private static final StreamSettings ORDERS =
      new StreamSettings(
          StreamRequests.ACCESS, new StreamDuplicates(List.of("/id"), Duration.ZERO));

  @TempDir private Path folder;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private Receiver receiver;

  @BeforeEach
  void open() throws IOException {
    Path schema = Files.writeString(folder.resolve("order.json"), "{\"required\":[\"id\"]}");
    receiver =
        Receiver.open(
            new ReceiverSettings(
                VERIFY,
                Map.of("orders", ORDERS, "strict", ORDERS),
                Map.of(
                    "stream:orders", new SchemaSettings("setting", schema, SchemaMode.REPORT),
                    "stream:strict", new SchemaSettings("setting", schema, SchemaMode.REJECT),
                    "note.created", new SchemaSettings("setting", schema, SchemaMode.REJECT)),
                new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT),
                new PluginSettings(
                    folder.resolve("plugins"),
                    Duration.ofSeconds(5),
                    List.of(),
                    folder.resolve("work"),
                    folder.resolve("copies")),
                handler -> {
                  throw new IllegalArgumentException("there is no handler " + handler);
                },
                RejectionSettings.DEFAULT),
            new ReceiverObserver() {
              @Override
              public void schemaFailed(String eventName, String kind) {
                failures.add(eventName + " " + kind);
              }
            },
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void the_same_key_is_stored_once() throws Exception {
    Receipt first = receive("orders", "{\"id\":1,\"n\":1}");

    assertThat(receive("orders", "{\"id\":1,\"n\":2}"))
        .isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(receive("strict", "{\"id\":1}").status()).isEqualTo(Status.STORED);
    assertThat(failures).isEmpty();
  }

  @Test
  void a_violation_that_is_reported_is_stored_and_counted() throws Exception {
    assertThat(receive("orders", "{}").status()).isEqualTo(Status.STORED);

    assertThat(failures).containsExactly("stream:orders violation");
  }

  @Test
  void a_violation_that_is_rejected_is_recorded_with_its_place() throws Exception {
    RefusedException refused = refused(StreamRequests.raw("strict", "{}", Instant.now()));

    assertThat(refused.code()).isEqualTo("schema-violation");
    assertThat(refused).hasMessageContaining("id");
    assertThat(failures).containsExactly("stream:strict violation");
    receiver.close();
    open();
    assertThat(receiver.reader().rejections(new RejectionQuery(null, null, 10)).items())
        .extracting(KeptRejection::rejection)
        .extracting(rejection -> rejection.reason() + " " + rejection.detail())
        .containsExactly("schema-violation " + refused.getMessage());
  }

  @Test
  void the_body_of_a_webhook_is_checked_too() {
    assertThat(refused(raw("ORG1", note("1"), Instant.now())).code()).isEqualTo("schema-violation");
  }

  @Test
  void a_stream_that_is_not_configured_is_rejected() {
    assertThat(refused(StreamRequests.raw("other", "{}", Instant.now())).code())
        .isEqualTo("stream-rejected");
  }

  private RefusedException refused(RawRequest raw) {
    return catchThrowableOfType(RefusedException.class, () -> receiver.receive(raw));
  }

  private Receipt receive(String stream, String body) throws Exception {
    return receiver
        .receive(StreamRequests.raw(stream, body, Instant.now()))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }
}

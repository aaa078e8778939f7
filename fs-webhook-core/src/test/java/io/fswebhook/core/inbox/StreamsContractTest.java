package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.StreamRequests.parsed;
import static io.fswebhook.core.testing.StreamRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Receipt.Status;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.testing.SignedRequests;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deliveries of streams, whatever the inbox is kept in. */
public abstract class StreamsContractTest extends StoredFixture {

  private static final StreamDuplicates BY_KEY =
      new StreamDuplicates(List.of("/id"), Duration.ZERO);

  @Test
  void what_is_claimed_is_what_was_received() throws Exception {
    Receipt receipt = receive(parsed("orders", "[1,null,\"ä😀\"]", now));

    StoredDelivery delivery = claim("a").delivery();
    VerifiedRequest request = delivery.request();

    assertThat(delivery.id()).isEqualTo(receipt.id());
    assertThat(request.stream()).isEqualTo("orders");
    assertThat(request.orgId()).isNull();
    assertThat(request.signedAt()).isNull();
    assertThat(new EventParser().parse(request).event())
        .isEqualTo(parsed("orders", "[1,null,\"ä😀\"]", now).event());
  }

  @Test
  void a_webhook_with_the_name_of_a_stream_stays_a_webhook() throws Exception {
    String body = "{\"eventName\":\"stream:orders\",\"data\":{}}";
    receive(SignedRequests.parsed("ORG1", body, now));

    VerifiedRequest request = claim("a").delivery().request();

    assertThat(request.stream()).isNull();
    assertThat(new EventParser().parse(request).event().eventName())
        .isEqualTo("webhook:stream:orders");
  }

  @Test
  void without_a_rule_equal_bodies_are_two_events() {
    receive(parsed("orders", "{}", now));

    assertThat(receive(parsed("orders", "{}", now)).status()).isEqualTo(Status.STORED);
  }

  @Test
  void the_same_key_is_a_duplicate_of_the_first_also_after_a_restart() {
    Receipt first = receive(keyed("{\"id\":1}"));
    Receipt duplicate = new Receipt(first.id(), Status.DUPLICATE);
    assertThat(receive(keyed("{\"id\":1,\"more\":true}"))).isEqualTo(duplicate);
    reopen(RETENTION);

    assertThat(receive(keyed("{\"id\":1}"))).isEqualTo(duplicate);
    assertThat(receive(keyed("{\"id\":2}")).status()).isEqualTo(Status.STORED);
  }

  @Test
  void the_same_signature_is_a_duplicate() {
    Receipt first = receive(signed("orders", "{}", now));

    assertThat(receive(signed("orders", "{}", now)))
        .isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(receive(signed("orders", "{}", now.plusSeconds(1))).status())
        .isEqualTo(Status.STORED);
  }

  @Test
  void a_webhook_and_a_stream_are_not_duplicates_of_each_other() {
    receive(SignedRequests.parsed("ORG1", note("1"), now));

    assertThat(receive(parsed("orders", note("1"), now)).status()).isEqualTo(Status.STORED);
  }

  @Test
  void what_was_deleted_leaves_nothing_behind_unless_its_signature_is_valid() {
    reopen(new Retention(Duration.ofHours(1), Duration.ofHours(1)));
    done(inbox().store(keyed("{\"id\":1}"), List.of(), sink));
    done(inbox().store(parsed("orders", "{}", now), List.of(), sink));
    Receipt signed = done(inbox().store(signed("orders", "{}", now), List.of(), sink));

    sweepAfter(Duration.ofHours(2));

    assertThat(query("SELECT id FROM delivery")).isEmpty();
    assertThat(query("SELECT delivery_id FROM spent_signature")).containsExactly(signed.id());
    assertThat(receive(signed("orders", "{}", now)).status()).isEqualTo(Status.DUPLICATE);
    assertThat(receive(keyed("{\"id\":1}")).status()).isEqualTo(Status.STORED);
  }

  @Test
  void how_a_body_violates_its_schema_is_kept() {
    receive(parsed("orders", "{}", now).with("/id: is missing"));
    receive(parsed("orders", "{}", now));

    assertThat(query("SELECT coalesce(schema_error, '-') FROM delivery ORDER BY seq"))
        .containsExactly("/id: is missing", "-");
  }

  @Test
  void the_error_is_shown_with_the_delivery() {
    Receipt violating = receive(parsed("orders", "{}", now).with("/id: is missing"));

    assertThat(list(TaskFilter.ALL).get(0).schemaError()).isEqualTo("/id: is missing");
    DeliveryDetail detail = inbox().reader().delivery(violating.id()).orElseThrow();
    assertThat(detail.summary().schemaError()).isEqualTo("/id: is missing");
    assertThat(detail.receivedWith().address()).isEqualTo("127.0.0.1");
    assertThat(detail.body()).asString().isEqualTo("{}");
  }

  @Test
  void webhooks_and_streams_are_told_apart_by_a_filter() {
    String named = "{\"eventName\":\"stream:orders\",\"data\":{}}";
    Receipt webhook = receive(SignedRequests.parsed("ORG1", note("1"), now));
    Receipt stream = receive(parsed("orders", "{}", now));
    Receipt pretending = receive(SignedRequests.parsed("ORG1", named, now));
    TaskFilter streams = TaskFilter.ALL.ofSource(DeliverySource.STREAM);

    assertThat(list(streams)).extracting(DeliverySummary::id).containsExactly(stream.id());
    assertThat(list(TaskFilter.ALL.ofSource(DeliverySource.WEBHOOK)))
        .extracting(DeliverySummary::id)
        .containsExactly(pretending.id(), webhook.id());
    assertThat(list(streams.ofEvent("stream:orders").atHandler("a"))).hasSize(1);
    assertThat(list(streams.ofEvent("note.created"))).isEmpty();
    assertThat(done(inbox().operations().count(streams)).deliveries()).isEqualTo(1);
  }

  private List<DeliverySummary> list(TaskFilter filter) {
    return inbox().reader().deliveries(new DeliveryQuery(filter, null, 10)).items();
  }

  private ParsedRequest keyed(String body) {
    return BY_KEY.applyTo(parsed("orders", body, now));
  }

  private Receipt receive(ParsedRequest request) {
    Receipt receipt = done(inbox().store(request, List.of("a"), sink));
    awaitTables();
    return receipt;
  }
}

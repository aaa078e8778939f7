package io.fswebhook.core.reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.fswebhook.core.explain.Explainer;
import io.fswebhook.core.explain.RejectedRequest;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RejectionRecorderTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final List<String> HEADERS = List.of("Fullstory-Signature");

  private static final Map<String, StreamAccess> STREAMS =
      Map.of(
          "orders",
          new StreamAccess(List.of("s3cret-token"), "Authorization", StreamSignature.OFF));

  private static final List<Finding> FOUND = List.of(new Finding("newline", true, "Remove it."));

  private final InboxOperations inbox = mock();
  private final List<RejectedRequest> explained = new ArrayList<>();
  private final Explainer explainer = mock();
  private final List<Rejection> kept = new CopyOnWriteArrayList<>();

  RejectionRecorderTest() {
    doAnswer(
            call -> {
              List<Rejection> rejections = call.getArgument(0);
              return kept.addAll(rejections);
            })
        .when(inbox)
        .keep(any(), anyInt());
    doAnswer(
            call -> {
              explained.add(call.getArgument(0));
              return FOUND;
            })
        .when(explainer)
        .explain(any(), any());
  }

  @Test
  void a_rejection_is_kept_with_what_shows_the_cause_and_without_the_body() {
    RejectionRecorder recorder = recorder(new RejectionSettings(7, false));

    recorder.note(request("{}"), "mismatch", "no secret matches");
    recorder.write();

    verify(inbox).keep(any(), eq(7));
    assertThat(kept)
        .usingRecursiveComparison()
        .isEqualTo(
            List.of(
                new Rejection(
                    NOW,
                    "10.0.0.1",
                    "mismatch",
                    "no secret matches",
                    "Fullstory-Signature: o:ORG1",
                    2,
                    null,
                    0,
                    null,
                    FOUND)));
  }

  @Test
  void the_first_bytes_of_a_body_are_kept_where_that_is_asked_for() {
    RejectionRecorder recorder = recorder(new RejectionSettings(10, true));

    recorder.note(request("x".repeat(50_000)), "missing", null);
    recorder.note(request("short"), "missing", null);
    recorder.write();

    assertThat(kept).extracting(Rejection::size).containsExactly(50_000, 5);
    assertThat(kept.get(0).bodyStart()).hasSize(16_384);
    assertThat(kept.get(1).bodyStart()).asString().isEqualTo("short");
    assertThat(kept.get(1).signatureLines()).contains("Fullstory-Signature: o:ORG1");
  }

  @Test
  void a_body_that_was_not_read_has_the_size_that_was_announced() {
    RejectionRecorder recorder = recorder(new RejectionSettings(10, true));

    for (String length : List.of("1048576", "-1", "99999999999", "many")) {
      recorder.note(announcing(length), "token-missing", null);
    }
    recorder.write();

    assertThat(kept).extracting(Rejection::size).containsExactly(1_048_576, 0, 0, 0);
  }

  private static RawRequest announcing(String length) {
    return new RawRequest(
        "orders",
        name -> name.equals("Content-Length") ? List.of(length) : List.of(),
        new byte[0],
        NOW,
        "10.0.0.1");
  }

  @Test
  void of_a_token_nothing_is_kept_but_its_scheme_and_its_length() {
    RejectionRecorder recorder = recorder(new RejectionSettings(10, true));
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer s3cret-token",
            "X-Api-Key", "s3cret-token",
            "Fullstory-Signature", "s3cret-token");
    for (String reason : List.of("token-mismatch", "unknown-stream", "mismatch", "missing")) {
      recorder.note(toStream("orders", headers), reason, null);
      recorder.note(toStream("unknown", headers), reason, null);
    }
    recorder.write();

    assertThat(kept).hasSize(8).allSatisfy(one -> assertThat(one.signatureLines()).isNull());
    assertThat(kept)
        .extracting(Rejection::header)
        .containsOnly(
            "Authorization: Bearer …[12 characters] | X-Api-Key: …[12 characters]"
                + " | Fullstory-Signature: …[12 characters]");
    assertThat(explained).first().extracting(Object::toString).asString().doesNotContain("s3c");
    assertThat(explained.get(0).tokens()).asString().doesNotContain("s3c");
  }

  @Test
  void of_a_stream_the_signature_is_shown_like_that_of_a_webhook() {
    RejectionRecorder recorder = recorder(RejectionSettings.DEFAULT);

    recorder.note(
        toStream(
            "orders",
            Map.of(
                "Authorization",
                "Bearer ",
                "Fullstory-Signature",
                "o:ORG1,t:1577836800,v:" + "x".repeat(44))),
        "mismatch",
        null);
    recorder.write();

    assertThat(kept.get(0).header())
        .isEqualTo(
            "Authorization: …[6 characters]"
                + " | Fullstory-Signature: o:ORG1,t:1577836800,v:xxxxxx…[44 characters]");
  }

  @Test
  void of_a_flood_a_few_of_each_reason_are_kept_and_the_rest_is_counted() {
    RejectionRecorder recorder = recorder(new RejectionSettings(1_000, false));

    for (int i = 0; i < 10_000; i++) {
      recorder.note(request("{}"), "missing", null);
    }
    recorder.note(request("{}"), "mismatch", null);
    recorder.write();

    assertThat(kept).filteredOn(one -> one.reason().equals("missing")).hasSize(10);
    assertThat(kept).filteredOn(one -> one.reason().equals("mismatch")).hasSize(1);
    assertThat(kept).extracting(Rejection::leftOut).containsOnlyOnce(9_990L).contains(0L);

    recorder.note(request("{}"), "missing", null);
    recorder.write();
    assertThat(kept).hasSize(12);
    assertThat(kept.get(11).leftOut()).isZero();
  }

  @Test
  void bodies_that_are_too_large_or_too_many_are_not_held_to_be_explained() {
    RejectionRecorder recorder = recorder(new RejectionSettings(100, false));

    recorder.note(request("x".repeat((1 << 20) + 1)), "mismatch", null);
    for (int i = 0; i < 9; i++) {
      recorder.note(request("x".repeat(1 << 20)), "mismatch", null);
    }
    recorder.write();

    assertThat(explained).hasSize(4);
    assertThat(kept)
        .filteredOn(one -> one.findings().get(0).code().equals("not-looked-at"))
        .hasSize(6);

    recorder.note(request("x".repeat(1 << 20)), "mismatch", null);
    recorder.write();
    assertThat(explained).hasSize(5);
  }

  @Test
  void what_cannot_be_explained_is_kept_all_the_same() {
    doThrow(new IllegalStateException("broken")).when(explainer).explain(any(), any());
    RejectionRecorder recorder = recorder(RejectionSettings.DEFAULT);

    recorder.note(request("{}"), "mismatch", null);
    recorder.write();

    assertThat(kept).singleElement().satisfies(one -> assertThat(one.findings()).isEmpty());
  }

  @Test
  void the_headers_of_a_request_are_not_looked_at_any_more_when_it_is_over() {
    AtomicBoolean isOver = new AtomicBoolean();
    RawRequest request =
        new RawRequest(
            name -> {
              assertThat(isOver).isFalse();
              return List.of("o:ORG1");
            },
            new byte[0],
            NOW,
            "10.0.0.1");
    RejectionRecorder recorder = recorder(RejectionSettings.DEFAULT);

    recorder.note(request, "mismatch", null);
    isOver.set(true);
    recorder.write();

    assertThat(explained.get(0).signatureLines()).contains("o:ORG1");
  }

  @Test
  void nothing_is_written_when_nothing_came_or_nothing_is_wanted() {
    RejectionRecorder unwanted = recorder(new RejectionSettings(0, true));
    unwanted.note(request("{}"), "missing", null);
    unwanted.write();
    recorder(RejectionSettings.DEFAULT).write();

    verify(inbox, never()).keep(any(), anyInt());
  }

  @Test
  void what_was_noted_is_written_at_the_end() {
    RejectionRecorder recorder = recorder(RejectionSettings.DEFAULT);
    recorder.start();
    recorder.note(request("{}"), "missing", null);
    recorder.close();

    assertThat(kept).hasSize(1);
  }

  @Test
  void what_is_being_explained_at_the_end_is_kept() {
    CountDownLatch explaining = new CountDownLatch(1);
    AtomicBoolean isClosed = new AtomicBoolean();
    Thread closer = Thread.currentThread();
    doAnswer(
            call -> {
              explaining.countDown();
              while (!isClosed.get() && closer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              return FOUND;
            })
        .when(explainer)
        .explain(any(), any());
    RejectionRecorder recorder = recorder(RejectionSettings.DEFAULT);
    recorder.note(request("{}"), "missing", null);
    recorder.start();
    assertThatNoException().isThrownBy(explaining::await);

    recorder.close();

    assertThat(kept).hasSize(1);
    isClosed.set(true);
  }

  private RejectionRecorder recorder(RejectionSettings settings) {
    return new RejectionRecorder(new RejectionRules(settings, HEADERS, STREAMS, explainer), inbox);
  }

  private static RawRequest toStream(String stream, Map<String, String> headers) {
    return new RawRequest(
        stream,
        name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
        "{}".getBytes(UTF_8),
        NOW,
        "10.0.0.1");
  }

  private static RawRequest request(String body) {
    return new RawRequest(name -> List.of("o:ORG1"), body.getBytes(UTF_8), NOW, "10.0.0.1");
  }
}

package io.fswebhook.core;

import static io.fswebhook.core.testing.SignedRequests.VERIFY;
import static io.fswebhook.core.testing.SignedRequests.note;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.VerifySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver says of requests that it rejected. */
class ReceiverExplainTest {

  private static final String PREVIOUS = "the previous secret";

  @TempDir private Path folder;

  @Test
  void a_retired_secret_accepts_nothing_and_explains() {
    try (Receiver receiver = open(VERIFY.secrets(), false, List.of(PREVIOUS))) {
      KeptRejection kept = rejected(receiver);

      assertThat(codes(kept.rejection().findings())).containsExactly("retired-secret");
      assertThat(receiver.explain(kept)).isEqualTo(kept.rejection().findings());
      assertThat(kept.rejection().signatureLines()).isNull();
    }
  }

  @Test
  void what_was_kept_whole_is_explained_by_the_settings_of_now() {
    try (Receiver receiver = open(VERIFY.secrets(), true, List.of())) {
      KeptRejection kept = rejected(receiver);
      assertThat(codes(kept.rejection().findings())).containsExactly("nothing-fits");
      assertThat(codes(receiver.explain(kept))).containsExactly("nothing-fits");
    }
    try (Receiver receiver = open(List.of(PREVIOUS), false, List.of())) {
      KeptRejection kept = kept(receiver).get(0);

      assertThat(codes(receiver.explain(kept))).containsExactly("valid-now");
    }
  }

  private static KeptRejection rejected(Receiver receiver) {
    byte[] body = note("1").getBytes(UTF_8);
    Instant now = Instant.now();
    String signature = new WebhookSigner(PREVIOUS, "ORG1").sign(body, now);
    RawRequest request =
        new RawRequest(
            name -> name.equals(WebhookSigner.HEADER) ? List.of(signature) : List.of(),
            body,
            now,
            "10.0.0.1");
    assertThatThrownBy(() -> receiver.receive(request)).isInstanceOf(RefusedException.class);
    await().atMost(Duration.ofMinutes(1)).until(() -> !kept(receiver).isEmpty());
    return kept(receiver).get(0);
  }

  private static List<KeptRejection> kept(Receiver receiver) {
    return receiver.reader().rejections(new RejectionQuery(null, null, 10)).items().stream()
        .map(listed -> receiver.reader().rejection(listed.id()).orElseThrow())
        .toList();
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  private Receiver open(List<String> secrets, boolean keepBody, List<String> retired) {
    return Receiver.open(
        new ReceiverSettings(
            new VerifySettings(
                secrets,
                VERIFY.orgSecrets(),
                VERIFY.headers(),
                VERIFY.scheme(),
                VERIFY.maxAge(),
                VERIFY.maxSkew()),
            Map.of(),
            Map.of(),
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
            new RejectionSettings(10, keepBody, retired)),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }
}

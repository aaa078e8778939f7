package io.fswebhook.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.testing.SignedRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretUsesTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final String OTHER = "another";

  private final SecretUses uses = new SecretUses();

  @Test
  void a_fingerprint_is_what_any_tool_computes() {
    // printf fs-webhook | openssl dgst -sha256 -hmac secret
    assertThat(SecretFingerprint.of("secret")).isEqualTo("e6c3014dc50a");
  }

  @Test
  void the_secret_that_matched_was_used_and_no_other() throws Exception {
    VerifySettings settings = settings(List.of(OTHER, SignedRequests.SECRET), Map.of());

    var unused = new Verifier(settings, uses).verify(SignedRequests.raw("ORG1", "{}", NOW));

    assertThat(uses.all(settings))
        .containsExactly(secret(OTHER, null, null), secret(SignedRequests.SECRET, null, NOW));
  }

  @Test
  void the_same_secret_of_an_organisation_is_another_one() throws Exception {
    VerifySettings settings =
        settings(List.of(SignedRequests.SECRET), Map.of("ORG1", List.of(SignedRequests.SECRET)));

    var unused = new Verifier(settings, uses).verify(SignedRequests.raw("ORG1", "{}", NOW));

    assertThat(uses.all(settings))
        .containsExactly(
            secret(SignedRequests.SECRET, null, null), secret(SignedRequests.SECRET, "ORG1", NOW));
  }

  @Test
  void a_change_of_the_settings_forgets_no_use() throws Exception {
    VerifySettings before = settings(List.of(SignedRequests.SECRET), Map.of());
    var unused = new Verifier(before, uses).verify(SignedRequests.raw("ORG1", "{}", NOW));
    VerifySettings after = settings(List.of(OTHER, SignedRequests.SECRET), Map.of());

    assertThat(new Verifier(after, uses)).isNotNull();

    assertThat(uses.all(after)).contains(secret(SignedRequests.SECRET, null, NOW));
  }

  @Test
  void a_rejected_request_and_a_test_of_ones_own_are_no_use() throws Exception {
    VerifySettings settings = settings(List.of(SignedRequests.SECRET), Map.of());
    Verifier verifier = new Verifier(settings, uses);
    RawRequest test = new SignTest(settings, Map.of()).sign("{}".getBytes(UTF_8), "anna", NOW);
    RawRequest old = SignedRequests.raw("ORG1", "{}", NOW.minus(Duration.ofHours(25)));
    RawRequest late = new RawRequest(old.headers(), old.body(), NOW, "127.0.0.1");

    assertThat(verifier.verify(test).origin().test()).isTrue();
    assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> verifier.verify(late));

    assertThat(uses.all(settings)).containsExactly(secret(SignedRequests.SECRET, null, null));
  }

  private static SigningSecret secret(
      String secret, @Nullable String organisation, @Nullable Instant lastUsedAt) {
    return new SigningSecret(SecretFingerprint.of(secret), organisation, lastUsedAt);
  }

  private static VerifySettings settings(
      List<String> secrets, Map<String, List<String>> orgSecrets) {
    return new VerifySettings(
        secrets,
        orgSecrets,
        VerifySettings.DEFAULT_HEADERS,
        SignatureScheme.FULLSTORY,
        Duration.ofHours(24),
        Duration.ofMinutes(5));
  }
}

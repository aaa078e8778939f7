package io.fswebhook.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreSignatureTest {

  private static final byte[] BODY = "{\"eventName\":\"ä\"}".getBytes(UTF_8);
  private static final Instant SIGNED_AT = Instant.ofEpochSecond(1_700_000_000);

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void a_signature_is_restored_from_what_is_stored_of_it(SignatureScheme scheme) {
    String header = scheme.sign(BODY, "second", "ORG1", SIGNED_AT);

    assertThat(restored(scheme, List.of("first", "second"), Map.of(), HeaderExcerpt.line(header)))
        .isEqualTo(header);
  }

  @Test
  void hexadecimal_digits_are_in_the_case_that_they_came_in() {
    String header =
        SignatureScheme.HMAC_SHA256_HEX
            .sign(BODY, "secret", "ORG1", SIGNED_AT)
            .toUpperCase(Locale.ROOT);

    assertThat(
            restored(
                SignatureScheme.HMAC_SHA256_HEX,
                List.of("secret"),
                Map.of(),
                HeaderExcerpt.line(header)))
        .isEqualTo(header);
  }

  @Test
  void the_secrets_of_an_organisation_are_its_own() {
    String header = signed("own");

    assertThat(
            restored(
                SignatureScheme.FULLSTORY,
                List.of("general"),
                Map.of("ORG1", List.of("own")),
                HeaderExcerpt.line(header)))
        .isEqualTo(header);
  }

  @Test
  void the_order_of_the_parts_is_as_it_came() {
    String[] parts = signed("secret").split(",", -1);
    String header = parts[2] + "," + parts[0] + "," + parts[1];

    assertThat(fullstory("secret", HeaderExcerpt.line(header))).isEqualTo(header);
  }

  @Test
  void an_organisation_with_a_long_name_is_restored_too() {
    String orgId = "o".repeat(60);
    String header = new WebhookSigner("secret", orgId).sign(BODY, SIGNED_AT);

    assertThat(
            restore(SignatureScheme.FULLSTORY, List.of("secret"), Map.of())
                .of(HeaderExcerpt.line(header), BODY, orgId, SIGNED_AT))
        .contains(header);
  }

  @Test
  void there_is_none_without_the_secret_that_signed_it() {
    assertThat(fullstory("other", HeaderExcerpt.line(signed("secret")))).isEqualTo("none");
  }

  @Test
  void there_is_none_for_a_header_that_is_not_known_in_full() {
    String header = signed("secret") + ",x:" + "y".repeat(50);

    assertThat(fullstory("secret", HeaderExcerpt.line(header))).isEqualTo("none");
  }

  private static String signed(String secret) {
    return new WebhookSigner(secret, "ORG1").sign(BODY, SIGNED_AT);
  }

  private static String fullstory(String secret, String excerpt) {
    return restored(SignatureScheme.FULLSTORY, List.of(secret), Map.of(), excerpt);
  }

  private static String restored(
      SignatureScheme scheme,
      List<String> secrets,
      Map<String, List<String>> orgSecrets,
      String excerpt) {
    boolean isFullstory = scheme == SignatureScheme.FULLSTORY;
    return restore(scheme, secrets, orgSecrets)
        .of(excerpt, BODY, isFullstory ? "ORG1" : null, isFullstory ? SIGNED_AT : null)
        .orElse("none");
  }

  private static RestoreSignature restore(
      SignatureScheme scheme, List<String> secrets, Map<String, List<String>> orgSecrets) {
    return new RestoreSignature(
        new VerifySettings(
            secrets,
            orgSecrets,
            VerifySettings.DEFAULT_HEADERS,
            scheme,
            Duration.ofHours(24),
            Duration.ofMinutes(5)));
  }
}

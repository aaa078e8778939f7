package io.fswebhook.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignTestTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.5Z");
  private static final byte[] BODY = "{\"eventName\":\"ä\"}".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void a_test_is_verified_like_any_other_request_and_marked(SignatureScheme scheme)
      throws Exception {
    VerifySettings settings = settings(List.of("one", "two"), Map.of(), scheme);

    VerifiedRequest verified =
        new Verifier(settings)
            .verify(new SignTest(settings, Map.of()).sign(BODY, "anna\r\nX: y", NOW));

    assertThat(verified.body()).isEqualTo(BODY);
    assertThat(verified.origin().test()).isTrue();
    assertThat(verified.origin().headers().lines())
        .contains("Content-Type: application/json", "Fs-Webhook-Test: anna\uFFFD\uFFFDX: y");
  }

  @Test
  void where_only_organisations_have_secrets_it_is_one_of_theirs() throws Exception {
    VerifySettings settings =
        settings(
            List.of(),
            Map.of("ORG2", List.of("b"), "ORG1", List.of("a")),
            SignatureScheme.FULLSTORY);

    VerifiedRequest verified =
        new Verifier(settings).verify(new SignTest(settings, Map.of()).sign(BODY, "anna", NOW));

    assertThat(verified.orgId()).isEqualTo("ORG1");
  }

  @Test
  void an_organisation_of_the_same_name_is_signed_for_with_its_own_secret() throws Exception {
    VerifySettings settings =
        settings(
            List.of("general"),
            Map.of(SignTest.ORGANISATION, List.of("own")),
            SignatureScheme.FULLSTORY);

    assertThat(
            new Verifier(settings).verify(new SignTest(settings, Map.of()).sign(BODY, "anna", NOW)))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, OFF, one",
    "X-Token, OFF, one",
    "X-Token, ACCEPTED, one",
    "Authorization, ACCEPTED, ''",
    "Authorization, REQUIRED, one",
    "Authorization, REQUIRED, ''",
  })
  void a_stream_gets_what_it_demands(String header, StreamSignature signature, String token)
      throws Exception {
    VerifySettings settings = settings(List.of("s"), Map.of(), SignatureScheme.FULLSTORY);
    List<String> tokens = token.isEmpty() ? List.of() : List.of(token, "two");
    Map<String, StreamAccess> streams =
        Map.of("orders", new StreamAccess(tokens, header, signature));

    VerifiedRequest verified =
        new StreamVerifier(streams, new Verifier(settings))
            .verify(
                new SignTest(settings, streams).toStream("orders", BODY, "anna", NOW), "orders");

    assertThat(verified.stream()).isEqualTo("orders");
    assertThat(verified.origin().test()).isTrue();
    assertThat(verified.origin().headers()).doesNotContain("one").contains("anna");
  }

  private static VerifySettings settings(
      List<String> secrets, Map<String, List<String>> orgSecrets, SignatureScheme scheme) {
    return new VerifySettings(
        secrets,
        orgSecrets,
        VerifySettings.DEFAULT_HEADERS,
        scheme,
        Duration.ofHours(24),
        Duration.ofMinutes(5));
  }
}

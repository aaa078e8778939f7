package io.fswebhook.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.testing.SignedRequests;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamVerifierTest {

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final List<String> TOKENS = List.of("old-token", "new-token");

  @Test
  void any_of_the_tokens_is_accepted() throws Exception {
    StreamVerifier verifier = verifier(StreamSignature.OFF, "Authorization", TOKENS);

    for (String token : TOKENS) {
      VerifiedRequest verified = verify(verifier, Map.of("Authorization", "Bearer " + token));

      assertThat(verified.stream()).isEqualTo("orders");
      assertThat(verified.body()).isEqualTo(BODY);
      assertThat(verified.signedAt()).isNull();
      assertThat(verified.orgId()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer new-token", "BEARER  new-token ", "\tBearer new-token"})
  void the_scheme_is_read_as_HTTP_does(String value) throws Exception {
    StreamVerifier verifier = verifier(StreamSignature.OFF, "Authorization", TOKENS);

    assertThat(verify(verifier, Map.of("Authorization", value)).stream()).isEqualTo("orders");
  }

  @Test
  void another_header_holds_the_token_alone() throws Exception {
    StreamVerifier verifier = verifier(StreamSignature.OFF, "X-Token", TOKENS);

    assertThat(verify(verifier, Map.of("X-Token", "new-token")).stream()).isEqualTo("orders");
    assertThat(rejected(verifier, Map.of("X-Token", "Bearer new-token")))
        .isEqualTo(RejectionReason.TOKEN_MISMATCH);
    assertThat(rejected(verifier, Map.of("Authorization", "Bearer new-token")))
        .isEqualTo(RejectionReason.TOKEN_MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer new-toke",
        "Bearer new-token1",
        "Bearer NEW-TOKEN",
        "Bearer old-token,new-token",
        "Bearer \u0000",
        "Bearer old-token new-token"
      })
  void a_wrong_token_is_rejected(String value) {
    assertThat(
            rejected(
                verifier(StreamSignature.OFF, "Authorization", TOKENS),
                Map.of("Authorization", value)))
        .isEqualTo(RejectionReason.TOKEN_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"new-token", "Basic bmV3LXRva2Vu", "Bearernew-token", "Bearer"})
  void another_form_is_rejected(String value) {
    assertThat(
            rejected(
                verifier(StreamSignature.OFF, "Authorization", TOKENS),
                Map.of("Authorization", value)))
        .isEqualTo(RejectionReason.TOKEN_MALFORMED);
  }

  @Test
  void an_endless_token_and_two_headers_are_rejected() {
    StreamVerifier verifier = verifier(StreamSignature.OFF, "Authorization", TOKENS);
    RawRequest twice =
        new RawRequest(
            "orders",
            name -> List.of("Bearer new-token", "Bearer new-token"),
            BODY,
            NOW,
            "10.0.0.1");

    assertThat(rejected(verifier, Map.of("Authorization", "Bearer " + "x".repeat(10_000))))
        .isEqualTo(RejectionReason.TOKEN_MALFORMED);
    assertThat(rejected(verifier, twice).reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
  }

  @Test
  void all_reasons_have_one_code_and_the_message_never_holds_the_token() {
    StreamVerifier verifier = verifier(StreamSignature.OFF, "Authorization", TOKENS);

    for (Map<String, String> headers :
        List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer sesame"))) {
      RejectedException rejection = rejected(verifier, request(headers));
      assertThat(rejection.code()).isEqualTo("stream-rejected");
      assertThat(rejection).hasMessageStartingWith("stream orders: ");
      assertThat(rejection.getMessage()).doesNotContain("sesame", "new-token");
    }
  }

  @Test
  void a_stream_that_is_not_configured_is_rejected() {
    RawRequest other = new RawRequest("other", name -> List.of(), BODY, NOW, "10.0.0.1");
    StreamVerifier verifier = verifier(StreamSignature.OFF, "Authorization", TOKENS);

    assertThat(rejected(verifier, other).reason()).isEqualTo(RejectionReason.UNKNOWN_STREAM);
    assertThat(admission(verifier, "other", Map.of())).isEqualTo(RejectionReason.UNKNOWN_STREAM);
  }

  @ParameterizedTest
  @EnumSource(StreamSignature.class)
  void without_the_token_it_needs_a_request_is_rejected_before_its_body_is_read(
      StreamSignature signature) {
    StreamVerifier verifier = verifier(signature, "Authorization", TOKENS);

    assertThat(admission(verifier, "orders", Map.of())).isEqualTo(RejectionReason.TOKEN_MISSING);
    assertThat(admission(verifier, "orders", Map.of("Authorization", "Bearer other")))
        .isEqualTo(RejectionReason.TOKEN_MISMATCH);
    assertThat(admission(verifier, "orders", Map.of("Authorization", "Bearer new-token"))).isNull();
  }

  @Test
  void what_a_signature_may_prove_is_admitted_with_one() {
    Map<String, String> signed = Map.of(WebhookSigner.HEADER, signature());

    assertThat(
            admission(
                verifier(StreamSignature.ACCEPTED, "Authorization", TOKENS), "orders", signed))
        .isNull();
    assertThat(
            admission(
                verifier(StreamSignature.REQUIRED, "Authorization", List.of()), "orders", signed))
        .isNull();
    assertThat(
            admission(
                verifier(StreamSignature.REQUIRED, "Authorization", TOKENS), "orders", signed))
        .isEqualTo(RejectionReason.TOKEN_MISSING);
  }

  private static @Nullable RejectionReason admission(
      StreamVerifier verifier, String stream, Map<String, String> headers) {
    RawRequest head =
        new RawRequest(stream, request(headers).headers(), new byte[0], NOW, "10.0.0.1");
    try {
      verifier.admit(head.headers(), stream);
      return null;
    } catch (RejectedException e) {
      return e.reason();
    }
  }

  @Test
  void a_signature_is_no_token_unless_it_is_accepted() throws Exception {
    Map<String, String> signed = Map.of(WebhookSigner.HEADER, signature());

    assertThat(rejected(verifier(StreamSignature.OFF, "Authorization", TOKENS), signed))
        .isEqualTo(RejectionReason.TOKEN_MISSING);
    VerifiedRequest verified =
        verify(verifier(StreamSignature.ACCEPTED, "Authorization", TOKENS), signed);
    assertThat(verified.orgId()).isEqualTo("ORG1");
    assertThat(verified.signedAt()).isEqualTo(NOW);
  }

  @Test
  void where_a_signature_is_accepted_a_token_is_enough_whatever_the_signature_is()
      throws Exception {
    StreamVerifier verifier = verifier(StreamSignature.ACCEPTED, "Authorization", TOKENS);

    assertThat(verify(verifier, Map.of("Authorization", "Bearer new-token")).signedAt()).isNull();
    assertThat(
            verify(
                    verifier,
                    Map.of("Authorization", "Bearer new-token", WebhookSigner.HEADER, "forged"))
                .signedAt())
        .isNull();
    assertThat(rejected(verifier, Map.of(WebhookSigner.HEADER, "forged")))
        .isEqualTo(RejectionReason.MALFORMED);
    assertThat(rejected(verifier, Map.of())).isEqualTo(RejectionReason.TOKEN_MISSING);
    assertThat(rejected(verifier(StreamSignature.ACCEPTED, "Authorization", List.of()), Map.of()))
        .isEqualTo(RejectionReason.MISSING);
  }

  @Test
  void where_a_signature_is_required_a_token_is_not_enough() throws Exception {
    StreamVerifier verifier = verifier(StreamSignature.REQUIRED, "Authorization", TOKENS);
    Map<String, String> both =
        Map.of("Authorization", "Bearer new-token", WebhookSigner.HEADER, signature());

    assertThat(verify(verifier, both).orgId()).isEqualTo("ORG1");
    assertThat(rejected(verifier, Map.of("Authorization", "Bearer new-token")))
        .isEqualTo(RejectionReason.MISSING);
    assertThat(rejected(verifier, Map.of(WebhookSigner.HEADER, signature())))
        .isEqualTo(RejectionReason.TOKEN_MISSING);
    assertThat(
            verify(
                    verifier(StreamSignature.REQUIRED, "Authorization", List.of()),
                    Map.of(WebhookSigner.HEADER, signature()))
                .orgId())
        .isEqualTo("ORG1");
  }

  @Test
  void requests_with_a_token_have_nothing_in_common_and_those_with_a_signature_have()
      throws Exception {
    StreamVerifier verifier = verifier(StreamSignature.ACCEPTED, "Authorization", TOKENS);
    Map<String, String> token = Map.of("Authorization", "Bearer new-token");
    Map<String, String> signed = Map.of(WebhookSigner.HEADER, signature());

    assertThat(verify(verifier, token).identity().hash())
        .isNotEqualTo(verify(verifier, token).identity().hash());
    assertThat(verify(verifier, token).identity().isUnique()).isTrue();
    assertThat(verify(verifier, signed).identity().hash())
        .isEqualTo(verify(verifier, signed).identity().hash());
    assertThat(verify(verifier, signed).identity().isUnique()).isFalse();
  }

  private static String signature() {
    return new WebhookSigner(SignedRequests.SECRET, "ORG1").sign(BODY, NOW);
  }

  private static StreamVerifier verifier(
      StreamSignature signature, String header, List<String> tokens) {
    return new StreamVerifier(
        Map.of("orders", new StreamAccess(tokens, header, signature)),
        new Verifier(SignedRequests.VERIFY));
  }

  private static VerifiedRequest verify(StreamVerifier verifier, Map<String, String> headers)
      throws RejectedException {
    return verifier.verify(request(headers), "orders");
  }

  private static RejectionReason rejected(StreamVerifier verifier, Map<String, String> headers) {
    return rejected(verifier, request(headers)).reason();
  }

  private static RejectedException rejected(StreamVerifier verifier, RawRequest request) {
    return catchThrowableOfType(
        RejectedException.class, () -> verifier.verify(request, String.valueOf(request.stream())));
  }

  private static RawRequest request(Map<String, String> headers) {
    Map<String, List<String>> lines = new HashMap<>();
    headers.forEach((name, value) -> lines.put(name, List.of(value)));
    return new RawRequest(
        "orders", name -> lines.getOrDefault(name, List.of()), BODY, NOW, "10.0.0.1");
  }
}

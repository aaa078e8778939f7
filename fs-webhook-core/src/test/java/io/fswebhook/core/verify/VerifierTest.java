package io.fswebhook.core.verify;

import static io.fswebhook.core.verify.RejectionReason.MALFORMED;
import static io.fswebhook.core.verify.RejectionReason.MISMATCH;
import static io.fswebhook.core.verify.RejectionReason.TOO_OLD;
import static io.fswebhook.core.verify.RejectionReason.UNKNOWN_ORGANISATION;
import static io.fswebhook.core.verify.Requests.HEADER;
import static io.fswebhook.core.verify.Requests.ORG;
import static io.fswebhook.core.verify.Requests.SECRET;
import static io.fswebhook.core.verify.Requests.SIGNED_AT;
import static io.fswebhook.core.verify.Requests.TIME;
import static io.fswebhook.core.verify.Requests.VECTOR_BODY;
import static io.fswebhook.core.verify.Requests.VECTOR_VALUE;
import static io.fswebhook.core.verify.Requests.genuine;
import static io.fswebhook.core.verify.Requests.request;
import static io.fswebhook.core.verify.Requests.settings;
import static io.fswebhook.core.verify.Requests.value;
import static io.fswebhook.core.verify.Requests.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifierTest {

  private static final String LINE = "o:" + ORG + ",t:" + TIME + ",v:" + VECTOR_VALUE;

  @Test
  void the_test_vector_is_verified() throws Exception {
    RawRequest raw = request(LINE);

    VerifiedRequest verified = new Verifier(settings()).verify(raw);

    assertThat(verified.body()).isSameAs(raw.body());
    assertThat(verified.identity().hash()).isEqualTo(Base64.getDecoder().decode(VECTOR_VALUE));
    assertThat(verified.orgId()).isEqualTo("ORG1");
    assertThat(verified.signedAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(verified.receivedAt()).isEqualTo(SIGNED_AT);
  }

  @Test
  void what_the_test_kit_signs_is_verified() throws Exception {
    String body = "{\"eventName\":\"ä\"}";
    String line = new WebhookSigner("sécret", "ORG2").sign(body.getBytes(UTF_8), SIGNED_AT);

    VerifiedRequest verified =
        new Verifier(settings(List.of("sécret"), Map.of())).verify(request(line, body));

    assertThat(verified.orgId()).isEqualTo("ORG2");
  }

  @Test
  void one_changed_byte_anywhere_in_the_body_is_a_mismatch() {
    Verifier verifier = new Verifier(settings());
    for (int index = 0; index < VECTOR_BODY.length(); index++) {
      RawRequest raw = request(LINE);
      raw.body()[index] ^= 1;
      assertThat(reason(verifier, raw)).as("byte %d", index).isEqualTo(MISMATCH);
    }
  }

  @Test
  void the_bytes_count_and_not_the_json() {
    assertThat(verdict(settings(), request(LINE, VECTOR_BODY + " "))).isEqualTo(MISMATCH);
    assertThat(verdict(settings(), request(LINE, VECTOR_BODY.replace(":1,", ": 1,"))))
        .isEqualTo(MISMATCH);
    assertThat(verdict(settings(), request(LINE, ""))).isEqualTo(MISMATCH);
  }

  @Test
  void an_empty_body_is_signed_like_any_other() {
    assertThat(verdict(settings(), request(genuine(SECRET, "", ORG, TIME), ""))).isNull();
  }

  @Test
  void any_of_several_secrets_may_match_while_one_is_replaced() {
    VerifySettings rotating = settings(List.of("new", "old"), Map.of());

    assertThat(verdict(rotating, signedWith("new", ORG))).isNull();
    assertThat(verdict(rotating, signedWith("old", ORG))).isNull();
    assertThat(verdict(rotating, signedWith("older", ORG))).isEqualTo(MISMATCH);
  }

  @Test
  void an_organisation_with_secrets_of_its_own_is_verified_by_those_only() {
    VerifySettings own = settings(List.of("general"), Map.of("ACME", List.of("new", "old")));

    assertThat(verdict(own, signedWith("new", "ACME"))).isNull();
    assertThat(verdict(own, signedWith("old", "ACME"))).isNull();
    assertThat(verdict(own, signedWith("general", "ACME"))).isEqualTo(MISMATCH);
    assertThat(verdict(own, signedWith("general", "OTHER"))).isNull();
    assertThat(verdict(own, signedWith("new", "OTHER"))).isEqualTo(MISMATCH);
    assertThat(verdict(own, signedWith("general", "acme"))).isNull();
  }

  @Test
  void without_general_secrets_other_organisations_are_unknown() {
    VerifySettings own = settings(List.of(), Map.of("ACME", List.of("own")));

    assertThat(verdict(own, signedWith("own", "ACME"))).isNull();
    assertThat(verdict(own, signedWith("own", "OTHER"))).isEqualTo(UNKNOWN_ORGANISATION);
  }

  @Test
  void a_malformed_header_is_malformed_whatever_the_organisation() {
    VerifySettings own = settings(List.of(), Map.of("ACME", List.of("own")));

    assertThat(verdict(own, request("o:OTHER,t:x,v:" + VECTOR_VALUE))).isEqualTo(MALFORMED);
  }

  @Test
  void the_organisation_is_covered_by_the_signature() {
    VerifySettings shared = settings(List.of("shared"), Map.of("ACME", List.of("shared")));
    String stolen = value("shared", VECTOR_BODY, "OTHER", TIME);

    assertThat(verdict(shared, request("o:ACME,t:" + TIME + ",v:" + stolen))).isEqualTo(MISMATCH);
  }

  @Test
  void signed_text_cannot_be_split_in_another_place() {
    String signed = "x:ORG";
    String value = value(SECRET, signed, "ORG2", TIME);

    assertThat(verdict(settings(), request("o:ORG2,t:" + TIME + ",v:" + value, signed))).isNull();
    assertThat(verdict(settings(), request("o:ORG:ORG2,t:" + TIME + ",v:" + value, "x")))
        .isEqualTo(MALFORMED);
    assertThat(verdict(settings(), request("o:ORG,t:ORG2:" + TIME + ",v:" + value, "x")))
        .isEqualTo(MALFORMED);
    assertThat(verdict(settings(), request("o:,t:" + TIME + ",v:" + value, "x:ORG:ORG2")))
        .isEqualTo(MALFORMED);
    assertThat(verdict(settings(), request("o:ORG2,t:,v:" + value, "x:ORG:" + TIME)))
        .isEqualTo(MALFORMED);
    assertThat(verdict(settings(), request("o:ORG,t:" + TIME + ",v:" + value, "x")))
        .isEqualTo(MISMATCH);
  }

  @Test
  void swapped_organisation_and_time_are_a_mismatch() {
    String value = value(SECRET, VECTOR_BODY, "123", TIME);

    assertThat(verdict(settings(), request("o:" + TIME + ",t:123,v:" + value))).isEqualTo(MISMATCH);
  }

  @Test
  void a_forged_old_request_is_a_mismatch_and_not_too_old() {
    Instant later = SIGNED_AT.plusSeconds(1_000_000);
    String forged = genuine("guessed", VECTOR_BODY, ORG, TIME);

    assertThat(verdict(settings(), request(Map.of(HEADER, List.of(forged)), VECTOR_BODY, later)))
        .isEqualTo(MISMATCH);
    assertThat(verdict(settings(), request(Map.of(HEADER, List.of(LINE)), VECTOR_BODY, later)))
        .isEqualTo(TOO_OLD);
  }

  @Test
  void several_threads_use_one_verifier() {
    Verifier verifier = new Verifier(settings(List.of("other", SECRET), Map.of()));

    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .filter(number -> isRight(verifier, Integer.toString(number)))
                .count())
        .isEqualTo(2_000);
  }

  private static boolean isRight(Verifier verifier, String body) {
    String wrong = genuine(SECRET, body + " ", ORG, TIME);
    return reason(verifier, request(genuine(SECRET, body, ORG, TIME), body)) == null
        && reason(verifier, request(wrong, body)) == MISMATCH;
  }

  private static RawRequest signedWith(String secret, String orgId) {
    return request(genuine(secret, VECTOR_BODY, orgId, TIME));
  }

  private static @Nullable RejectionReason reason(Verifier verifier, RawRequest raw) {
    try {
      verifier.verify(raw);
      return null;
    } catch (RejectedException e) {
      return e.reason();
    }
  }
}

package io.fswebhook.core.verify;

import static io.fswebhook.core.verify.RejectionReason.MALFORMED;
import static io.fswebhook.core.verify.RejectionReason.MISMATCH;
import static io.fswebhook.core.verify.Requests.ORG;
import static io.fswebhook.core.verify.Requests.SECRET;
import static io.fswebhook.core.verify.Requests.TIME;
import static io.fswebhook.core.verify.Requests.VECTOR_BODY;
import static io.fswebhook.core.verify.Requests.VECTOR_VALUE;
import static io.fswebhook.core.verify.Requests.base64;
import static io.fswebhook.core.verify.Requests.genuine;
import static io.fswebhook.core.verify.Requests.hmac;
import static io.fswebhook.core.verify.Requests.request;
import static io.fswebhook.core.verify.Requests.settings;
import static io.fswebhook.core.verify.Requests.verdict;
import static io.fswebhook.core.verify.SignatureScheme.FULLSTORY;
import static io.fswebhook.core.verify.SignatureScheme.HMAC_SHA256_BASE64;
import static io.fswebhook.core.verify.SignatureScheme.HMAC_SHA256_HEX;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyOnlySchemesTest {

  private static final byte[] HMAC = hmac(SECRET, VECTOR_BODY);
  private static final String HEX = HexFormat.of().formatHex(HMAC);

  private final VerifySettings hex = withScheme(HMAC_SHA256_HEX);
  private final VerifySettings base64 = withScheme(HMAC_SHA256_BASE64);

  @Test
  void a_request_names_neither_organisation_nor_time() throws Exception {
    VerifiedRequest verified = new Verifier(base64).verify(request(base64(HMAC)));

    assertThat(verified.identity().hash()).isEqualTo(HMAC);
    assertThat(verified.orgId()).isNull();
    assertThat(verified.signedAt()).isNull();
  }

  @Test
  void hexadecimal_is_taken_in_any_case() {
    assertThat(verdict(hex, request(HEX))).isNull();
    assertThat(verdict(hex, request(" " + HEX.toUpperCase(Locale.ROOT)))).isNull();
  }

  @Test
  void no_time_is_checked() {
    RawRequest late =
        request(
            Map.of(Requests.HEADER, List.of(HEX)),
            VECTOR_BODY,
            Instant.parse("2999-01-01T00:00:00Z"));

    assertThat(verdict(hex, late)).isNull();
  }

  @Test
  void another_body_or_secret_is_a_mismatch() {
    assertThat(verdict(hex, request(HEX, VECTOR_BODY + " "))).isEqualTo(MISMATCH);
    assertThat(verdict(hex, request(HexFormat.of().formatHex(hmac("other", VECTOR_BODY)))))
        .isEqualTo(MISMATCH);
  }

  @Test
  void any_general_secret_may_match_and_no_secret_of_an_organisation() {
    VerifySettings several =
        settings(List.of("new", "old"), Map.of("ACME", List.of("own")), HMAC_SHA256_BASE64);

    assertThat(verdict(several, request(base64(hmac("old", VECTOR_BODY))))).isNull();
    assertThat(verdict(several, request(base64(hmac("own", VECTOR_BODY))))).isEqualTo(MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "sha256=K5mZs4PZqlrWHlF5uU6ceBACnpnOCByYXPTjbGz47jY=",
        "2b9999b383d9aa5ad61e5179b94e9c7810029e99ce081c985cf4e36c6cf8ee3",
        "2b9999b383d9aa5ad61e5179b94e9c7810029e99ce081c985cf4e36c6cf8ee363",
        "2b9999b383d9aa5ad61e5179b94e9c7810029e99ce081c985cf4e36c6cf8ee3g",
        "2b9999b383d9aa5ad61e5179b94e9c7810029e99ce081c985cf4e36c6cf8ee3 0",
        "٢b9999b383d9aa5ad61e5179b94e9c7810029e99ce081c985cf4e36c6cf8ee36",
        "K5mZs4PZqlrWHlF5uU6ceBACnpnOCByYXPTjbGz47jY="
      })
  void what_is_not_64_hexadecimal_digits_is_malformed(String line) {
    assertThat(verdict(hex, request(line))).isEqualTo(MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(names = "FULLSTORY", mode = EnumSource.Mode.EXCLUDE)
  void the_vendors_header_is_malformed_under_a_scheme_of_the_body_alone(SignatureScheme scheme) {
    assertThat(verdict(withScheme(scheme), request(genuine(ORG, TIME)))).isEqualTo(MALFORMED);
  }

  @Test
  void a_captured_signature_of_the_vendor_does_not_pass_for_one_of_the_longer_text() {
    String text = VECTOR_BODY + ":" + ORG + ":" + TIME;
    VerifySettings vendor = withScheme(FULLSTORY);

    assertThat(hmac(SECRET, text)).isEqualTo(Base64.getDecoder().decode(VECTOR_VALUE));
    assertThat(verdict(vendor, request(VECTOR_VALUE, text))).isEqualTo(MALFORMED);
    assertThat(verdict(vendor, request("v:" + VECTOR_VALUE, text))).isEqualTo(MALFORMED);
    assertThat(verdict(vendor, request("o:,t:,v:" + VECTOR_VALUE, text))).isEqualTo(MALFORMED);
    assertThat(verdict(vendor, request("o:" + ORG + ",t:" + TIME + ",v:" + VECTOR_VALUE, text)))
        .isEqualTo(MISMATCH);
  }

  private static VerifySettings withScheme(SignatureScheme scheme) {
    return settings(List.of(SECRET), Map.of(), scheme);
  }
}

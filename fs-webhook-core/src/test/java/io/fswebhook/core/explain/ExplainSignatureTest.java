package io.fswebhook.core.explain;

import static io.fswebhook.core.explain.Rejected.BODY;
import static io.fswebhook.core.explain.Rejected.NOW;
import static io.fswebhook.core.explain.Rejected.SECRET;
import static io.fswebhook.core.explain.Rejected.TIME;
import static io.fswebhook.core.explain.Rejected.base64;
import static io.fswebhook.core.explain.Rejected.hex;
import static io.fswebhook.core.explain.Rejected.hmac;
import static io.fswebhook.core.explain.Rejected.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.SignatureScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found where header, form or time of a signature are wrong. */
class ExplainSignatureTest {

  private static final String FULL = BODY + ":ORG1:" + TIME;
  private static final String RIGHT = line(SECRET, BODY);

  private final Rejected rejected = new Rejected();

  @Test
  void a_signature_in_another_header() {
    only("other-header", "X-Hub-Signature-256", rejected.in("X-Hub-Signature-256", RIGHT));
  }

  @Test
  void a_signature_in_the_second_header_where_the_first_is_there_too() {
    only("second-header", "X-FS-Signature", rejected.with("").in("X-FS-Signature", RIGHT));
  }

  @Test
  void one_of_several_lines() {
    only("header-twice", "more than once", rejected.with(line("x", BODY), RIGHT));
  }

  @Test
  void no_signature_at_all() {
    not("no-signature", "give it one", rejected.in("Authorization", "Bearer abc"));
  }

  @Test
  void what_is_no_signature() {
    not("unreadable-signature", "Fullstory-Signature", rejected.with("hello, you"));
    not("unreadable-signature", "Fullstory-Signature", rejected.with("o:ORG1,t:1,v:"));
  }

  @Test
  void quotes() {
    only("quotes", "without them", rejected.with('"' + RIGHT + '"'));
    only(
        "quotes",
        "without them",
        rejected.with(line("ORG1", TIME, "'" + base64(SECRET, FULL) + "'")));
  }

  @Test
  void white_space_within() {
    only("spaces", "white space", rejected.with(RIGHT.replace("v:", "v: ")));
  }

  @Test
  void hexadecimal_in_place_of_base64() {
    only("hex", "base64", rejected.with(line("ORG1", TIME, hex(SECRET, FULL))));
    String digits = Base64.getEncoder().encodeToString(hex(SECRET, FULL).getBytes(UTF_8));
    only("hex-in-base64", "32 bytes themselves", rejected.with(line("ORG1", TIME, digits)));
  }

  @Test
  void base64_of_urls_without_padding_or_decoded_on_the_way() {
    String time = timeWith('+', '/');
    byte[] value = hmac(SECRET, (BODY + ":ORG1:" + time).getBytes(UTF_8));
    String right = Base64.getEncoder().encodeToString(value);

    only(
        "base64-form",
        "URL-safe",
        rejected.with(line("ORG1", time, Base64.getUrlEncoder().encodeToString(value))));
    only("base64-form", "padding", rejected.with(line("ORG1", time, right.replace("=", ""))));
    only("base64-form", "spaces", rejected.with(line("ORG1", time, right.replace('+', ' '))));
  }

  /** A time at which the signature holds both, and no space where it would be cut off. */
  private static String timeWith(char one, char other) {
    for (long seconds = NOW.getEpochSecond(); ; seconds--) {
      String value = base64(SECRET, BODY + ":ORG1:" + seconds);
      if (value.indexOf(one) > 0 && value.indexOf(other) > 0) {
        return String.valueOf(seconds);
      }
    }
  }

  @Test
  void a_part_that_is_missing_twice_or_without_its_sign() {
    rejected.orgSecrets = Map.of("ORG1", List.of(SECRET));
    String value = base64(SECRET, FULL);
    only("part-missing", "no part o", rejected.with("t:" + TIME + ",v:" + value));
    only("part-twice", "once", rejected.with(RIGHT + ",t:1"));
    only("part-form", "no key", rejected.with(RIGHT + ",sha256,sha512"));
    only("separator", "use ':'", rejected.with("o=ORG1,t=" + TIME + ",v=" + value));
  }

  @Test
  void parts_that_are_written_otherwise() {
    only("percent-encoded", "unchanged", rejected.with(RIGHT.replace("=", "%3D")));
    only("percent-encoded", "unchanged", rejected.with(RIGHT.replace(":", "%3a")));
    only("separator", "commas", rejected.with(RIGHT.replace(",", ";")));
    only("separator", "commas", rejected.with(RIGHT.replace(",", " ")));
    only("part-key", "in lower case", rejected.with(RIGHT.replace("o:", "O:").replace("v:", "V:")));
    only("part-key", "o, t and v", rejected.with(RIGHT.replace("v:", "v1:")));
  }

  @Test
  void a_missing_time_and_the_body_signed_alone() {
    List<Finding> found = rejected.with("o:ORG1,v:" + base64(SECRET, BODY)).findings();

    assertThat(found)
        .extracting(Finding::code)
        .containsExactly("several", "part-missing", "signed-text");
    assertThat(found).extracting(Finding::wouldBeValid).containsExactly(true, false, false);
    assertThat(found.get(0).sentence()).startsWith("2 ");
  }

  @Test
  void another_scheme_than_the_one_that_is_set() {
    only("scheme", "hmac-sha256-hex", rejected.with(hex(SECRET, BODY)));
    only("scheme", "hmac-sha256-base64", rejected.with(base64(SECRET, BODY)));
    rejected.scheme = SignatureScheme.HMAC_SHA256_BASE64;
    only("scheme", "scheme=fullstory", rejected.with(RIGHT));
    only("scheme", "hmac-sha256-hex", rejected.with(hex(SECRET, BODY)));
    rejected.scheme = SignatureScheme.HMAC_SHA256_HEX;
    only("scheme", "hmac-sha256-base64", rejected.with(base64(SECRET, BODY)));
    only("prefix", "alone", rejected.with("sha256=" + hex(SECRET, BODY)));
  }

  @Test
  void another_text_than_the_one_to_be_signed() {
    signedText("<body>", BODY);
    signedText("<body>:<t>", BODY + ":" + TIME);
    signedText("<body>:<o>", BODY + ":ORG1");
    signedText("<body>:<t>:<o>", BODY + ":" + TIME + ":ORG1");
    signedText("<body><o><t>", BODY + "ORG1" + TIME);
    signedText("<o>:<t>:<body>", "ORG1:" + TIME + ":" + BODY);
    signedText("<t>.<body>", TIME + "." + BODY);
  }

  private void signedText(String form, String signed) {
    only(
        "signed-text",
        "was signed is " + form + ":",
        rejected.with(line("ORG1", TIME, base64(SECRET, signed))));
  }

  @Test
  void milliseconds() {
    String millis = TIME + "000";
    rejected.reason = "too-far-in-future";
    only(
        "milliseconds",
        "sign and send seconds",
        rejected.with(line("ORG1", millis, base64(SECRET, BODY + ":ORG1:" + millis))));
    only(
        "milliseconds",
        "not part t",
        rejected.with(line("ORG1", TIME, base64(SECRET, BODY + ":ORG1:" + millis))));
    List<Finding> both = rejected.with(line("ORG1", millis, base64(SECRET, FULL))).findings();
    assertThat(both).extracting(Finding::code).containsOnly("milliseconds");
  }

  @Test
  void a_clock_that_goes_wrong() {
    rejected.reason = "too-old";
    rejected.receivedAt = NOW.plus(Duration.ofHours(26));
    only("too-old", "26 hours before", rejected.with(RIGHT));
    rejected.reason = "too-far-in-future";
    rejected.receivedAt = NOW.minus(Duration.ofMinutes(7));
    only("too-far-in-future", "7 minutes after", rejected.with(RIGHT));
    rejected.receivedAt = Instant.EPOCH;
    only("too-far-in-future", "days after", rejected.with(RIGHT));
  }

  @Test
  void an_organisation_or_a_time_that_can_never_be() {
    only(
        "organisation-form",
        "without ':'",
        rejected.with(line("a:b", TIME, base64(SECRET, BODY + ":a:b:" + TIME))));
    only(
        "time-form",
        "15 digits",
        rejected.with(line("ORG1", "1.5", base64(SECRET, BODY + ":ORG1:1.5"))));
  }

  @Test
  void nothing_is_wrong_any_more() {
    only("valid-now", "accept it", rejected.with(RIGHT));
  }

  @Test
  void a_time_of_which_deliveries_were_deleted_already() {
    rejected.reason = "too-old";
    not("time-forgotten", "already deleted", rejected.with(RIGHT));
  }

  @Test
  void a_body_that_is_no_event_but_signed() {
    rejected.reason = "malformed-payload";
    not("signature-right", "has the secret", rejected.body("[]").with(line(SECRET, "[]")));
    assertThat(rejected.body("").with(line(SECRET, "")).findings())
        .extracting(Finding::code)
        .containsExactly("signature-right", "empty-body");
    assertThat(rejected.body("payload=%7B").with(line(SECRET, "payload=%7B")).findings())
        .extracting(Finding::code)
        .containsExactly("signature-right", "form");
  }

  private static void only(String code, String words, Rejected rejected) {
    List<Finding> found = rejected.findings();
    assertThat(found).extracting(Finding::code).containsExactly(code);
    assertThat(found.get(0).sentence()).contains(words);
    assertThat(found.get(0).wouldBeValid()).isTrue();
  }

  private static void not(String code, String words, Rejected rejected) {
    List<Finding> found = rejected.findings();
    assertThat(found).extracting(Finding::code).containsExactly(code);
    assertThat(found.get(0).sentence()).contains(words);
    assertThat(found.get(0).wouldBeValid()).isFalse();
  }
}

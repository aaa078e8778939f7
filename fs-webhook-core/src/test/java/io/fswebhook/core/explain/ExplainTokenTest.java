package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTokenTest {

  private static final String TOKEN = "Gx7+pQ/2mVb8zR4k=";
  private static final String OTHER = "another-token";

  private final Rejected rejected = new Rejected();

  ExplainTokenTest() {
    rejected.stream = "orders";
    rejected.reason = "token-mismatch";
    rejected.streams =
        Map.of(
            "orders", access("Authorization", StreamSignature.OFF, "old-token-99", TOKEN),
            "carts", access("X-Cart", StreamSignature.OFF, OTHER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "TOKEN                    | token-scheme-missing",
        "Bearer Bearer TOKEN      | token-scheme-doubled",
        "Token TOKEN              | token-scheme",
        "Bearer: TOKEN            | token-scheme",
        "Bearer=TOKEN             | token-scheme",
        "Bearer \"TOKEN\"         | token-quotes",
        "\"Bearer TOKEN\"         | token-quotes",
        "Bearer <TOKEN>           | token-quotes",
        "Bearer {TOKEN}           | token-quotes",
        "Bearer TOKEN\u200B       | token-spaces",
        "Bearer \u00A0TOKEN       | token-spaces",
        "Bearer Gx7%2BpQ%2F2mVb8zR4k%3D | token-percent-encoded",
        "Bearer%20TOKEN           | token-percent-encoded",
        "Bearer gx7+pq/2mvb8zr4k= | token-case",
        "Bearer Gx7+pQ/2mVb8zR4   | token-cut-off",
        "Bearer pQ/2mVb8zR4k=     | token-cut-off",
        "Bearer TOKENtoken        | token-appended",
        "Bearer another-token     | token-of-other-stream",
        "Bearer the secret        | token-is-signing-secret",
        "Bearer {{token}}         | token-placeholder",
        "Bearer ${stream_token}   | token-placeholder",
        "Bearer $orders_token  | token-placeholder",
        "Bearer <your token>      | token-placeholder",
        "Bearer undefined         | token-placeholder",
        "Bearer                   | no-token",
        "Bearer something-else    | token-unknown",
        "Gx7+pQ                   | token-unknown", // less than half of it
        "Bearer TOKEN             | valid-now",
      })
  void what_is_wrong_with_a_header_is_found(String line, String code) {
    assertThat(codes(line.replace("TOKEN", TOKEN))).containsExactly(code);
  }

  @Test
  void basic_authentication_and_base64_are_read() {
    assertThat(codes("Basic " + base64("fullstory:" + TOKEN))).containsExactly("token-basic");
    assertThat(codes("Basic " + base64(TOKEN + ":"))).containsExactly("token-basic");
    assertThat(codes("Bearer " + base64(TOKEN))).containsExactly("token-base64-encoded");
  }

  @Test
  void with_several_mistakes_all_of_them_are_named() {
    assertThat(codes("Bearer Bearer \"" + TOKEN + "\""))
        .containsExactly("several", "token-scheme-doubled", "token-quotes");
  }

  @Test
  void a_token_is_found_in_other_headers() {
    assertThat(codes(rejected.in("X-Api-Key", TOKEN))).containsExactly("token-other-header");
    assertThat(rejected.in("X-Api-Key", TOKEN).findings().get(0).sentence())
        .contains("set fs.webhook.streams.orders.header=X-Api-Key.");
    rejected.headers.clear();
    assertThat(codes(rejected.in("X-Cart", OTHER))).containsExactly("token-of-other-stream");
    rejected.headers.clear();
    assertThat(codes(rejected.in("Authorization", "Bearer " + TOKEN, "Bearer x")))
        .containsExactly("token-header-twice");
  }

  @Test
  void a_header_of_its_own_has_the_token_alone() {
    rejected.stream = "carts";

    assertThat(codes(rejected.in("X-Cart", "Bearer " + OTHER)))
        .containsExactly("token-scheme-unwanted");
    assertThat(codes(rejected.in("X-Cart", OTHER))).containsExactly("valid-now");
  }

  @Test
  void no_header_is_no_token_and_neither_is_a_signature() {
    assertThat(codes(rejected)).containsExactly("no-token");
    assertThat(codes(rejected.with("o:ORG1,t:1577836800,v:abc"))).containsExactly("no-token");
  }

  @Test
  void a_token_in_place_of_a_signature_is_recognized() {
    rejected.streams = Map.of("orders", access("Authorization", StreamSignature.ACCEPTED, TOKEN));
    rejected.reason = "malformed";

    assertThat(codes(rejected.with(TOKEN))).containsExactly("token-other-header");
    assertThat(codes(rejected.with(Rejected.line("wrong", Rejected.BODY))))
        .containsExactly("nothing-fits");
  }

  @Test
  void where_a_signature_is_required_a_better_token_alone_changes_nothing() {
    rejected.streams = Map.of("orders", access("Authorization", StreamSignature.REQUIRED, TOKEN));

    assertThat(rejected.in("Authorization", TOKEN).findings())
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo("token-scheme-missing"))
        .satisfies(one -> assertThat(one.wouldBeValid()).isFalse());
    rejected.reason = "missing";
    assertThat(codes(rejected.in("Authorization", "Bearer " + TOKEN)))
        .containsExactly("no-signature");
    rejected.reason = "mismatch";
    assertThat(codes(rejected.with(Rejected.line(Rejected.SECRET, Rejected.BODY + " "))))
        .isNotEmpty()
        .doesNotContain("valid-now");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order     | was orders meant?",
        "something | there is carts, orders.",
      })
  void an_unknown_stream_is_compared_with_the_known_ones(String name, String sentence) {
    rejected.stream = name;
    rejected.reason = "unknown-stream";

    assertThat(rejected.findings())
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("There is no stream " + name, sentence, "streams." + name + ".tokens");
  }

  @Test
  void the_token_of_an_unknown_stream_says_which_was_meant() {
    rejected.stream = "something";
    rejected.reason = "unknown-stream";

    assertThat(rejected.in("Authorization", TOKEN).findings())
        .singleElement()
        .satisfies(one -> assertThat(one.wouldBeValid()).isTrue())
        .satisfies(one -> assertThat(one.sentence()).contains("/streams/orders"));
    rejected.headers.clear();
    rejected.streams = Map.of();
    assertThat(rejected.findings().get(0).sentence()).contains("none is configured");
  }

  @Test
  void a_wrong_body_is_not_blamed_on_a_signature() {
    rejected.reason = "malformed-payload";
    rejected.body("payload=%7B%7D");

    assertThat(codes("Bearer " + TOKEN)).containsExactly("origin-proven", "form");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "Bearer %zz", "Basic !", "Basic ", "\"", "<>", "Bearer \u0000", ""})
  void what_is_not_even_close_is_no_error(String line) {
    assertThat(rejected.in("Authorization", line).findings()).isNotEmpty();
  }

  @Test
  void no_finding_contains_a_token() {
    for (String line :
        List.of(TOKEN, "Bearer " + TOKEN + "x", "Bearer " + OTHER, "Bearer the secret")) {
      rejected.headers.clear();
      assertThat(rejected.in("Authorization", line).findings())
          .allSatisfy(
              one -> assertThat(one.sentence()).doesNotContain(TOKEN, OTHER, Rejected.SECRET));
    }
  }

  private List<String> codes(String line) {
    rejected.headers.clear();
    return codes(rejected.in("Authorization", line));
  }

  private static List<String> codes(Rejected one) {
    return one.findings().stream().map(Finding::code).toList();
  }

  private static StreamAccess access(String header, StreamSignature signature, String... tokens) {
    return new StreamAccess(List.of(tokens), header, signature);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

package io.fswebhook.core.explain;

import static io.fswebhook.core.explain.Rejected.BODY;
import static io.fswebhook.core.explain.Rejected.SECRET;
import static io.fswebhook.core.explain.Rejected.line;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Finding;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found where it was signed with another secret than those that count. */
class ExplainSecretTest {

  private final Rejected rejected = new Rejected();

  @Test
  void a_previous_secret() {
    rejected.retired = List.of("older", "old");
    only("retired-secret", "previous secret", "old");
  }

  @Test
  void a_general_secret_where_the_organisation_has_its_own() {
    rejected.orgSecrets = Map.of("ORG1", List.of("own"));
    only("general-secret", "fs.webhook.orgs.ORG1.signing-secrets", SECRET);
  }

  @Test
  void the_secret_of_another_organisation() {
    rejected.orgSecrets = Map.of("ORG2", List.of("theirs"));
    only("other-organisation", "secret of organisation ORG2", "theirs");
  }

  @Test
  void an_organisation_without_a_secret() {
    rejected.reason = "unknown-organisation";
    rejected.secrets = List.of();
    rejected.orgSecrets = Map.of("ORG2", List.of("theirs"));
    only("other-organisation", "it names organisation ORG1", "theirs");

    List<Finding> found = rejected.with(line("nobody's", BODY)).findings();
    assertThat(found).extracting(Finding::code).containsExactly("unknown-organisation");
    assertThat(found.get(0).sentence()).contains("set fs.webhook.orgs.ORG1.signing-secrets");
    assertThat(found.get(0).wouldBeValid()).isFalse();
  }

  @Test
  void white_space_or_quotes_around_a_secret_on_one_side() {
    only("secret-form", "a trailing newline", SECRET + "\n");
    only("secret-form", "a trailing newline", SECRET + "\r\n");
    only("secret-form", "trailing space", SECRET + " ");
    only("secret-form", "leading space", " " + SECRET);
    only("secret-form", "trailing tab", SECRET + "\t");
    only("secret-form", "in quotes", '"' + SECRET + '"');
    only("secret-form", "in quotes", "'" + SECRET + "'");
    rejected.secrets = List.of(" '" + SECRET + "' ", "'" + SECRET + "'");
    only("secret-form", "without the quotes", SECRET);
    rejected.secrets = List.of("\t" + SECRET + " ");
    only("secret-form", "surrounding white space", SECRET);
  }

  @Test
  void characters_that_nobody_sees_in_a_secret_on_one_side() {
    only("secret-form", "a byte order mark before it", "\uFEFF" + SECRET);
    only("secret-form", "a zero-width space after it", SECRET + "\u200B");
    only("secret-form", "a zero-width space before it", "\u200B" + SECRET);
    only("secret-form", "a no-break space after it", SECRET + "\u00A0");
    rejected.secrets = List.of("\uFEFFin\u200Bner\u00A0");
    only("secret-form", "without the invisible characters", "inner");
    rejected.secrets = List.of("two words");
    only("secret-form", "no-break spaces", "two\u00A0words");
  }

  @Test
  void a_secret_in_another_encoding() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE, UTF_16)) {
      only("secret-form", "in UTF-16", SECRET.getBytes(charset));
    }
    rejected.secrets = List.of("gr\u00F6\u00DFe");
    only("secret-form", "in ISO 8859-1", "gr\u00F6\u00DFe".getBytes(ISO_8859_1));
    only("secret-form", "NFD", "gro\u0308\u00DFe");
  }

  @Test
  void a_secret_that_the_sender_decodes() {
    String plain = "some key";
    String base64 = Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
    rejected.secrets = List.of("other", base64);
    only("secret-decoded", "base64", plain);
    rejected.secrets = List.of("whsec_" + base64);
    only("secret-decoded", "base64", plain);
    rejected.secrets = List.of(HexFormat.of().formatHex(plain.getBytes(UTF_8)));
    only("secret-decoded", "hexadecimal", plain);
  }

  @Test
  void a_secret_with_a_comma() {
    rejected.secrets = List.of("left", "right");
    only("secret-with-comma", "a comma separates secrets", "left,right");
    only("secret-with-comma", "a comma separates secrets", "left, right");
  }

  @Test
  void a_previous_secret_and_a_changed_body() {
    rejected.retired = List.of("old");
    List<Finding> found = rejected.with(line("old", BODY)).body(BODY + "\n").findings();

    assertThat(found)
        .extracting(Finding::code)
        .containsExactly("several", "retired-secret", "newline");
    assertThat(found).extracting(Finding::wouldBeValid).containsExactly(true, false, false);
  }

  @Test
  void a_secret_that_nobody_knows() {
    rejected.retired = List.of("old");
    List<Finding> found = rejected.with(line("unknown", BODY)).findings();

    assertThat(found).extracting(Finding::code).containsExactly("nothing-fits");
    assertThat(found.get(0).wouldBeValid()).isFalse();
    assertThat(found.get(0).sentence())
        .contains("in force for organisation ORG1 (1)")
        .contains("1 retired")
        .contains("the same secret")
        .doesNotContain("as far as it was tried");
  }

  private void only(String code, String words, String signedWith) {
    only(code, words, signedWith.getBytes(UTF_8));
  }

  private void only(String code, String words, byte[] signedWith) {
    List<Finding> found = rejected.with(line(signedWith, BODY)).findings();
    assertThat(found).extracting(Finding::code).containsExactly(code);
    assertThat(found.get(0).sentence()).contains(words);
    assertThat(found.get(0).wouldBeValid()).isTrue();
  }
}

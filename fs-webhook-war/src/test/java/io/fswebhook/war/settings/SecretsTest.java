package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String SECRETS = "fs.webhook.signing-secrets";
  private static final String TEN = "1234567890";
  private static final String LONGER_THAN_100 =
      TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + TEN + "1";

  @TempDir Path folder;
  Sources sources;

  @BeforeEach
  void makeSources() {
    sources = new Sources(folder.resolve("home"));
  }

  @Test
  void without_a_secret_the_start_is_refused_with_where_to_set_it() {
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(sources::load)
        .withMessageContaining("fs.webhook.signing-secrets")
        .withMessageContaining("FS_WEBHOOK_SIGNING_SECRETS")
        .withMessageContaining(sources.home.resolve("fs-webhook.properties").toString())
        .withMessageContaining("demo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a$b", "${java.home}", "$${x}", "{}", "back\\slash", "\\\\", "ünï", "a=b"})
  void a_secret_comes_through_as_it_stands(String secret) throws Exception {
    assertThat(secretsOf(new Sources(folder).system(SECRETS, secret))).containsExactly(secret);
    assertThat(secretsOf(new Sources(folder).environment("FS_WEBHOOK_SIGNING_SECRETS", secret)))
        .containsExactly(secret);
    assertThat(secretsOf(new Sources(folder).override(SECRETS, secret))).containsExactly(secret);
    assertThat(secretsOf(sources.system(SECRETS + "-file", fileOf(secret).toString())))
        .containsExactly(secret);
  }

  @Test
  void in_the_properties_file_a_backslash_is_doubled_and_the_rest_stands() throws Exception {
    sources.file(SECRETS + "=a\\\\b${x}$, ü\n");

    assertThat(secretsOf(sources)).containsExactly("a\\b${x}$", "ü");
  }

  @Test
  void the_properties_file_must_be_utf_8() throws Exception {
    Files.createDirectories(sources.home);
    Files.write(sources.home.resolve("fs-webhook.properties"), new byte[] {'a', '=', (byte) 0xfc});

    refused().withMessageEndingWith("fs-webhook.properties must be UTF-8 and is not");
  }

  @Test
  void white_space_around_commas_is_dropped() {
    sources.system(SECRETS, " one ,\ttwo three , four ");

    assertThat(secretsOf(sources)).containsExactly("one", "two three", "four");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,,b", ",a", "a,", ",", "hush, ,x"})
  void an_empty_secret_is_refused_and_none_is_shown(String value) {
    sources.system(SECRETS, value);

    refused()
        .withMessage(
            SECRETS + " must be secrets separated by commas, none of them empty (value not shown)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
  void the_line_end_of_a_secret_file_does_not_count(String content) throws Exception {
    sources.environment("FS_WEBHOOK_SIGNING_SECRETS_FILE", fileOf(content).toString());

    assertThat(secretsOf(sources)).containsExactly("secret");
  }

  @Test
  void a_secret_and_its_file_together_are_refused() throws Exception {
    sources.system(SECRETS, "a").environment("FS_WEBHOOK_SIGNING_SECRETS_FILE", fileOf("b") + "");

    refused().withMessage(SECRETS + " and " + SECRETS + "-file are both set: keep one of them");
  }

  @Test
  void an_override_is_stronger_than_a_secret_file() throws Exception {
    sources.override(SECRETS, "a").environment("FS_WEBHOOK_SIGNING_SECRETS_FILE", fileOf("b") + "");

    assertThat(secretsOf(sources)).containsExactly("a");
  }

  @Test
  void a_secret_file_that_cannot_be_read_is_refused() {
    Path missing = folder.resolve("missing");
    sources.system(SECRETS + "-file", missing.toString());

    refused()
        .withMessage(
            SECRETS + "-file names " + missing + ", which cannot be read (it does not exist)");
  }

  @Test
  void a_secret_file_without_content_or_with_several_lines_is_refused() throws Exception {
    sources.system(SECRETS + "-file", fileOf("\n").toString());
    refused().withMessageContaining("which is empty");

    sources.system(SECRETS + "-file", fileOf("hush\nhush2\n").toString());
    refused().withMessageContaining("must contain a single line").withMessageNotContaining("hush");
  }

  @Test
  void organisations_have_secrets_of_their_own_from_every_source() throws Exception {
    sources
        .file("fs.webhook.orgs.a.b.signing-secrets=1\n")
        .system("fs.webhook.orgs.TN1.signing-secrets", "2,3")
        .environment("FS_WEBHOOK_ORGS_1ENq_SIGNING_SECRETS", "4")
        .environment("FS_WEBHOOK_ORGS_X_SIGNING_SECRETS_FILE", fileOf("5\n").toString());

    assertThat(sources.load().receiver().verify().orgSecrets())
        .isEqualTo(
            Map.of(
                "a.b", List.of("1"),
                "TN1", List.of("2", "3"),
                "1ENq", List.of("4"),
                "X", List.of("5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a,b", "a b", "ä", LONGER_THAN_100})
  void an_organisation_that_can_never_sign_is_refused(String organisation) {
    sources.system("fs.webhook.orgs." + organisation + ".signing-secrets", "1");

    refused()
        .withMessage(
            "fs.webhook.orgs."
                + organisation
                + ".signing-secrets can never match: an organisation's id is 1 to 100 visible ASCII"
                + " characters without ':' and ','");
  }

  @Test
  void retired_secrets_explain_only_and_are_not_shown() throws Exception {
    sources
        .system(SECRETS, "new")
        .system("fs.webhook.retired-signing-secrets-file", fileOf("hush1, hush2\n").toString());

    var receiver = sources.load().receiver();

    assertThat(receiver.verify().secrets()).containsExactly("new");
    assertThat(receiver.rejections().retiredSecrets()).containsExactly("hush1", "hush2");
    assertThat(receiver.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRETS, "fs.webhook.orgs.TN1.signing-secrets"})
  void a_retired_secret_that_is_accepted_all_the_same_is_refused(String setting) {
    sources
        .system(SECRETS, "new")
        .system(setting, "new,hush")
        .system("fs.webhook.retired-signing-secrets", "older,hush");

    refused()
        .withMessageStartingWith(
            "fs.webhook.retired-signing-secrets contains a secret that is still")
        .withMessageNotContaining("hush");
  }

  @Test
  void a_scheme_of_the_body_alone_needs_a_general_secret() {
    sources
        .system("fs.webhook.orgs.TN1.signing-secrets", "1")
        .system("fs.webhook.signature.scheme", "hmac-sha256-hex");

    refused()
        .withMessage(
            "fs.webhook.signature.scheme must be fullstory unless fs.webhook.signing-secrets is"
                + " set, since the header of any other names no organisation, was"
                + " \"hmac-sha256-hex\"");
  }

  @Test
  void the_keystores_password_keeps_its_white_space() {
    sources.system(SECRETS, "a").system("fs.webhook.http.tls.password", " p ");

    assertThat(sources.load().http().tlsPassword()).isEqualTo(" p ");
  }

  @Test
  void a_byte_order_mark_before_a_secret_a_token_and_the_settings_does_not_count()
      throws Exception {
    sources
        .file("\uFEFFfs.webhook.max-body-size=4711\n")
        .system(SECRETS + "-file", fileOf("\uFEFFsecret\n").toString());
    Files.writeString(sources.home.resolve("admin-token"), "\uFEFFof-admin\n");

    Settings settings = sources.load();

    assertThat(settings.receiver().verify().secrets()).containsExactly("secret");
    assertThat(settings.maxBodySize()).isEqualTo(4711);
    assertThat(settings.tokens().get(0).value()).isEqualTo("of-admin");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, '\t', 0x7f, 0x85, 0xA0, 0xAD, 0x200B, 0x200E, 0x2028, 0x202E, 0x2060, 0x2800, 0x3000,
        0x3164, 0xFE0F, 0xFEFF, 0xE0001
      })
  void a_character_that_nobody_sees_is_refused_with_its_place(int character) throws Exception {
    String secret = "hu" + Character.toString(character) + "sh";
    String codePoint = String.format(Locale.ROOT, "U+%04X", character);
    sources.system(SECRETS, "one," + secret);
    assertNamed("secret 2 of " + SECRETS, codePoint);
    sources.system(SECRETS, "").system(SECRETS + "-file", fileOf(secret).toString());
    assertNamed(SECRETS, codePoint);
    sources.system(SECRETS + "-file", fileOf("one").toString());
    sources.system("fs.webhook.http.tls.password", secret);
    assertNamed("fs.webhook.http.tls.password", codePoint);
    sources.system("fs.webhook.http.tls.password", "").system("fs.webhook.admin.token", secret);
    assertNamed("fs.webhook.admin.token", codePoint);
  }

  private void assertNamed(String setting, String codePoint) {
    refused()
        .withMessageStartingWith(setting + " ")
        .withMessageContainingAll(codePoint, "character 3", "value not shown")
        .withMessageNotContaining("hu");
  }

  @Test
  void what_the_environment_could_not_hold_in_its_character_set_is_refused() {
    sources.environment("FS_WEBHOOK_SIGNING_SECRETS", "gr\uFFFD\uFFFDe");

    refused()
        .withMessageStartingWith(SECRETS + " ")
        .withMessageContainingAll("U+FFFD", "character 3", "LC_ALL=C.UTF-8", "value not shown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void a_file_in_utf_16_is_refused_in_a_sentence(String charset) throws Exception {
    Path file = Files.write(folder.resolve("secret"), "secret\n".getBytes(charset));
    sources.system(SECRETS + "-file", file.toString());
    refused()
        .withMessage(
            SECRETS
                + "-file names "
                + file
                + ", which must be UTF-8 and is UTF-16: save it as UTF-8");
  }

  private Path fileOf(String content) throws IOException {
    return Files.writeString(folder.resolve("secret-file"), content);
  }

  private static List<String> secretsOf(Sources sources) {
    return sources.load().receiver().verify().secrets();
  }

  private org.assertj.core.api.ThrowableAssertAlternative<StartException> refused() {
    return assertThatExceptionOfType(StartException.class).isThrownBy(sources::load);
  }
}

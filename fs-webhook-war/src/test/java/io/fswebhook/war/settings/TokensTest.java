package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  @TempDir Path folder;
  Sources sources;

  @BeforeEach
  void prepare() {
    sources = Sources.withSecret(folder).system("fs.webhook.admin.token", "of-admin");
  }

  @Test
  void tokens_come_from_every_source_and_from_files() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "of-ci\n");
    sources
        .file("fs.webhook.tokens.a_file.token=of-a-file\n")
        .system("fs.webhook.tokens.ci.token-file", file.toString())
        .system("fs.webhook.tokens.ci.role", "operator")
        .environment("FS_WEBHOOK_TOKENS_ON_CALL_TOKEN", "of-on-call")
        .environment("FS_WEBHOOK_TOKENS_ON_CALL_ROLE", "operator")
        .environment("FS_WEBHOOK_TOKENS_NOBODY_TOKEN", " ");

    assertThat(sources.load().tokens())
        .containsExactly(
            new AccessToken("admin", Role.OPERATOR, "of-admin"),
            new AccessToken("a_file", Role.VIEWER, "of-a-file"),
            new AccessToken("ci", Role.OPERATOR, "of-ci"),
            new AccessToken("on_call", Role.OPERATOR, "of-on-call"));
  }

  @Test
  void a_token_may_expire() {
    sources
        .system("fs.webhook.tokens.ci.token", "of-ci")
        .system("fs.webhook.tokens.ci.expires-at", "2027-01-31T12:00:00+01:00");

    assertThat(sources.load().tokens())
        .contains(
            new AccessToken("ci", Role.VIEWER, "of-ci", Instant.parse("2027-01-31T11:00:00Z")));
  }

  @Test
  void an_expiry_without_an_offset_is_refused() {
    sources
        .system("fs.webhook.tokens.ci.token", "of-ci")
        .system("fs.webhook.tokens.ci.expires-at", "2027-01-31");

    refused()
        .withMessage(
            "fs.webhook.tokens.ci.expires-at must be a time with its offset, such as"
                + " 2027-01-31T12:00:00Z, was \"2027-01-31\"");
  }

  @Test
  void a_role_without_a_token_is_refused() {
    sources.system("fs.webhook.tokens.tv.role", "viewer");

    refused()
        .withMessage(
            "fs.webhook.tokens.tv.token must be set, or fs.webhook.tokens.tv.role be removed");
  }

  @Test
  void the_name_of_the_admin_is_taken() {
    sources.system("fs.webhook.tokens.admin.token", "x");

    refused()
        .withMessage(
            "fs.webhook.tokens.admin.token is fs.webhook.admin.token: set that one, or choose another name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.b", "ä", "a;b"})
  void a_name_that_could_not_stand_in_a_cookie_is_refused(String name) {
    sources.system("fs.webhook.tokens." + name + ".token", "x");

    refused()
        .withMessage(
            "fs.webhook.tokens."
                + name
                + ".token: the name of a token must be 1 to 50 letters, digits, '-' and '_'");
  }

  @Test
  void two_tokens_that_are_the_same_are_refused_and_not_shown() {
    sources.system("fs.webhook.tokens.a.token", "hush").system("fs.webhook.tokens.b.token", "hush");

    refused()
        .withMessage(
            "fs.webhook.tokens.b.token must not be the same as that of a (value not shown)");
  }

  @Test
  void what_is_logged_does_not_show_them() {
    sources.system("fs.webhook.tokens.a.token", "hush");

    assertThat(sources.load().toString()).contains("AccessToken[name=a, role=viewer]");
    assertThat(sources.load().toString()).doesNotContain("hush", "of-admin");
  }

  private ThrowableAssertAlternative<StartException> refused() {
    return assertThatExceptionOfType(StartException.class).isThrownBy(sources::load);
  }
}

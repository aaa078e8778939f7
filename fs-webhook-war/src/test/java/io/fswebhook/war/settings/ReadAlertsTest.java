package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.settings.AlertSettings.Mail;
import io.fswebhook.war.settings.SmtpSettings.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAlertsTest {

  private static final String EMAIL = "fs.webhook.alerts.ops.email";

  @TempDir private Path folder;
  private Sources sources;

  @BeforeEach
  void prepare() {
    sources = Sources.withSecret(folder);
  }

  @Test
  void a_target_by_mail_needs_a_server_and_a_sender() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
    mail("smtp.example.com")
        .system(EMAIL, "ops@example.com, boss@example.com")
        .system("fs.webhook.smtp.username", "hooks")
        .system("fs.webhook.smtp.password-file", password.toString());

    assertThat(read().addresses()).containsExactly("ops@example.com", "boss@example.com");
    assertThat(read().server())
        .isEqualTo(
            new SmtpSettings(
                "smtp.example.com", 587, Tls.STARTTLS, "hooks", "s3cret", "hooks@example.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "smtp.example.com,,STARTTLS,587",
    "smtp.example.com,implicit,IMPLICIT,465",
    "smtp.example.com,none,NONE,25",
    "localhost,,NONE,25",
    "127.0.0.1,,NONE,25",
    "::1,,NONE,25",
    "localhost.example.com,,STARTTLS,587",
    "127.example.com,,STARTTLS,587",
    "localhost,starttls,STARTTLS,587",
  })
  void a_connection_is_encrypted_unless_it_stays_on_the_machine(
      String host, String set, Tls tls, int port) {
    mail(host);
    if (set != null) {
      sources.system("fs.webhook.smtp.tls", set);
    }

    assertThat(read().server().tls()).isEqualTo(tls);
    assertThat(read().server().port()).isEqualTo(port);
  }

  @Test
  void a_password_is_not_sent_unencrypted() {
    mail("smtp.example.com")
        .system("fs.webhook.smtp.username", "hooks")
        .system("fs.webhook.smtp.password", "s3cret")
        .system("fs.webhook.smtp.tls", "none");

    refused()
        .withMessage(
            "fs.webhook.smtp.tls must be starttls or implicit, since the password would be sent"
                + " unencrypted, was \"none\"");
  }

  @Test
  void what_is_missing_is_said() {
    sources.system(EMAIL, "ops@example.com");
    refused().withMessage("fs.webhook.smtp.host must be set, since " + EMAIL + " needs it");
    sources.system("fs.webhook.smtp.host", "localhost");
    refused().withMessage("fs.webhook.smtp.from must be set, since " + EMAIL + " needs it");
    sources.system("fs.webhook.smtp.from", "hooks@example.com");
    sources.system("fs.webhook.smtp.username", "hooks");
    refused()
        .withMessage(
            "fs.webhook.smtp.username and fs.webhook.smtp.password must both be set, or both be"
                + " removed");
  }

  @Test
  void a_target_is_either_an_address_or_a_url() {
    mail("localhost").system("fs.webhook.alerts.ops.url", "https://chat.example.com/x");
    refused()
        .withMessage(
            "fs.webhook.alerts.ops.url and fs.webhook.alerts.ops.email are both set: keep one of"
                + " them, and give the other target a name of its own");

    sources = Sources.withSecret(folder).system("fs.webhook.alerts.ops.reminder", "P1D");
    refused()
        .withMessage(
            "fs.webhook.alerts.ops.url or fs.webhook.alerts.ops.email must be set, or the other"
                + " settings of the target removed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ops",
        "ops@",
        "@example.com",
        "Ops <ops@example.com>",
        "ops@example.com\r\nBcc: eve@example.com",
        "ops@example.com,",
        "a b@example.com",
        "ops@example..com",
        "öps@example.com",
        "ops@-example.com",
      })
  void what_is_no_address_is_refused(String address) {
    mail("localhost").system(EMAIL, address);

    refused().withMessageStartingWith(EMAIL + " must be mail addresses such as ops@example.com");
  }

  private Sources mail(String host) {
    return sources
        .system(EMAIL, "ops@example.com")
        .system("fs.webhook.smtp.host", host)
        .system("fs.webhook.smtp.from", "hooks@example.com");
  }

  private Mail read() {
    return (Mail) sources.load().alerts().targets().get(0).destination();
  }

  private ThrowableAssertAlternative<StartException> refused() {
    return assertThatExceptionOfType(StartException.class).isThrownBy(sources::load);
  }
}

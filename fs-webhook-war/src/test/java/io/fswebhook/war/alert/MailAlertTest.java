package io.fswebhook.war.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.inbox.AlertNotice.Step;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.settings.AlertSettings.Mail;
import io.fswebhook.war.settings.SmtpSettings;
import io.fswebhook.war.settings.SmtpSettings.Tls;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailAlertTest {

  private static final String CONSOLE = "https://hooks.example.com/console/";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T10:02:00Z"), ZoneOffset.UTC);

  private final MailDouble server = new MailDouble();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_mail_says_what_is_wrong_what_to_do_and_where() throws Exception {
    target(server.settings()).send(SampleMessage.of(Step.OPENED, "ChatAlert"));

    MimeMessage mail = server.received().get(0);
    assertThat(mail.getSubject()).isEqualTo("[fs-webhook] Circuit open: ChatAlert");
    assertThat(mail.getFrom()).extracting(Address::toString).containsExactly(MailDouble.FROM);
    assertThat(mail.getRecipients(RecipientType.TO))
        .extracting(Address::toString)
        .containsExactly(MailDouble.OPS, "boss@example.org");
    assertThat(mail.getSentDate().toInstant()).isEqualTo(CLOCK.instant());
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(mail.getContent().toString().lines())
        .containsExactly(
            "ChatAlert kept failing, so its circuit is open.",
            "",
            "What to do: See its last errors and check its target; it is tried again by itself, or"
                + " resume it.",
            "",
            "Kind: circuit-open (bad)",
            "Since: 2026-11-01T10:00:00Z",
            "Tasks: 12",
            "",
            "Console: https://hooks.example.com/console/#/alerts",
            "Acknowledge it in the console, or with: fs-webhook alerts acknowledge 17");
    assertThat(server.received()).as("one for each address").hasSize(2);
  }

  @Test
  void reminder_and_end_are_shown_with_the_mail_that_began() throws Exception {
    MailAlert target = target(server.settings());
    for (Step step : List.of(Step.OPENED, Step.REMINDED, Step.RESOLVED)) {
      target.send(SampleMessage.of(step, "ChatAlert"));
    }

    assertThat(server.received())
        .extracting(MailDouble::subject)
        .contains(
            "[fs-webhook] Still open: Circuit open: ChatAlert",
            "[fs-webhook] Resolved: Circuit open: ChatAlert");
    assertThat(server.received())
        .extracting(mail -> mail.getHeader("References", null))
        .containsOnly("<fs-webhook.circuit-open.1793527200000@example.com>");
    assertThat(server.received("Resolved").get(0).getContent().toString())
        .contains("Resolved: 2026-11-01T10:01:30Z")
        .doesNotContain("What to do", "acknowledge");
  }

  @Test
  void no_name_adds_a_header_or_ends_the_mail() throws Exception {
    String name = "a\r\nBcc: eve@example.org\r\n\r\nx\r\n.\r\nMAIL FROM:<eve@example.org>\r\n";
    target(server.settings()).send(SampleMessage.of(Step.OPENED, name));

    MimeMessage mail = server.received().get(0);
    assertThat(server.received()).hasSize(2);
    assertThat(MailDouble.headers(mail)).doesNotContain("Bcc");
    assertThat(mail.getSubject())
        .isEqualTo(
            "[fs-webhook] Circuit open: a Bcc: eve@example.org x . MAIL FROM:<eve@example.org>");
    assertThat(mail.getContent().toString().lines().findFirst().orElseThrow())
        .startsWith("a Bcc: eve@example.org x . MAIL FROM");
  }

  @Test
  void names_in_any_language_arrive() throws Exception {
    String name = "Kärnten-Köln-日本語の名前-Ελληνικά-".repeat(4) + "🚚 =?x?=";
    target(server.settings()).send(SampleMessage.of(Step.OPENED, name));

    MimeMessage mail = server.received().get(0);
    assertThat(mail.getSubject()).isEqualTo("[fs-webhook] Circuit open: " + name);
    assertThat(mail.getContent().toString()).startsWith(name);
  }

  @Test
  void a_server_without_a_login_is_asked_for_none() throws Exception {
    SmtpSettings open =
        new SmtpSettings("127.0.0.1", server.port(), Tls.NONE, null, null, MailDouble.FROM);
    target(open).send(SampleMessage.of(Step.OPENED, "ChatAlert"));

    assertThat(server.received()).hasSize(2);
  }

  @Test
  void a_wrong_password_is_said_without_it() {
    SmtpSettings wrong =
        MailDouble.settings("127.0.0.1", server.port(), Tls.NONE, "wrong-password");

    assertThatIOException()
        .isThrownBy(() -> target(wrong).send(SampleMessage.of(Step.OPENED, "ChatAlert")))
        .withMessage("the mail server refused the user and password of fs.webhook.smtp: 535");
    assertThat(wrong.toString()).doesNotContain("password");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void a_server_that_is_down_is_a_failure() {
    SmtpSettings settings = server.settings();
    server.close();

    assertThatIOException()
        .isThrownBy(() -> target(settings).send(SampleMessage.of(Step.OPENED, "ChatAlert")))
        .withMessageContaining("refused");
  }

  @Test
  void closing_ends_what_waits_for_a_mute_server() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MailAlert target =
          target(MailDouble.settings("127.0.0.1", mute.getLocalPort(), Tls.NONE, "x"));
      CompletableFuture<Void> sending = sending(target);
      mute.accept();
      Eventually.holds(
          "it gives up",
          Duration.ofSeconds(8),
          () -> {
            target.close();
            return sending.isDone();
          });
      assertThat(sending).isCompletedExceptionally();
    }
  }

  @Test
  @Tag("long")
  void a_mute_server_is_left_after_ten_seconds() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> sending =
          sending(target(MailDouble.settings("127.0.0.1", mute.getLocalPort(), Tls.NONE, "x")));

      assertThatThrownBy(() -> sending.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }

  private static CompletableFuture<Void> sending(MailAlert target) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            target.send(SampleMessage.of(Step.OPENED, "ChatAlert"));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static MailAlert target(SmtpSettings settings) {
    return new MailAlert(
        new Mail(List.of(MailDouble.OPS, "boss@example.org"), settings), CONSOLE, CLOCK);
  }
}

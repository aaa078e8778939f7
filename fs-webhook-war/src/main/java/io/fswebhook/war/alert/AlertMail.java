package io.fswebhook.war.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.core.inbox.AlertNotice.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a mail in plain text (RFC 5322). What comes from outside stays in the line where it
 * is put.
 */
record AlertMail(
    AlertMessage message, String from, List<String> to, @Nullable String consoleUrl, Instant now) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  String text() {
    String body = String.join("\r\n", lines()) + "\r\n";
    boolean isAscii = US_ASCII.newEncoder().canEncode(body);
    return String.join(
        "\r\n",
        "From: " + from,
        "To: " + String.join(",\r\n ", to),
        "Subject: " + HeaderText.encoded(subject()),
        "Date: " + DATE.format(now.atOffset(ZoneOffset.UTC)),
        "Message-ID: <" + message.id() + "@" + domain() + ">",
        "References: <" + thread() + "@" + domain() + ">",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: " + (isAscii ? "7bit" : "base64"),
        "",
        isAscii ? body : Base64.getMimeEncoder().encodeToString(body.getBytes(UTF_8)) + "\r\n");
  }

  /** No mail has it; all about one alert refer to it, so that they are shown together. */
  private String thread() {
    return "fs-webhook." + message.kind().code() + "." + message.since().toEpochMilli();
  }

  private String domain() {
    return from.substring(from.indexOf('@') + 1);
  }

  String subject() {
    return "[fs-webhook] " + step() + title();
  }

  private String step() {
    return switch (message.step()) {
      case OPENED -> "";
      case REMINDED -> "Still open: ";
      case RESOLVED -> "Resolved: ";
    };
  }

  private String title() {
    String words = message.kind().code().replace('-', ' ');
    String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    String subject = message.subject();
    return subject == null ? title : title + ": " + ShortLine.of(subject);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(ShortLine.of(message.text()));
    lines.add("");
    if (message.step() != Step.RESOLVED) {
      lines.add("What to do: " + message.kind().advice());
      lines.add("");
    }
    addFacts(lines);
    addLinks(lines);
    return lines;
  }

  private void addFacts(List<String> lines) {
    lines.add("Kind: " + message.kind().code() + " (" + message.severity().code() + ")");
    lines.add("Since: " + time(message.since()));
    Instant resolvedAt = message.resolvedAt();
    if (resolvedAt != null) {
      lines.add("Resolved: " + time(resolvedAt));
    }
    Long count = message.count();
    if (count != null) {
      lines.add("Tasks: " + count);
    }
  }

  private void addLinks(List<String> lines) {
    lines.add("");
    if (consoleUrl != null) {
      lines.add("Console: " + consoleUrl + "#/alerts");
    }
    Long alertId = message.alertId();
    if (alertId != null && message.step() != Step.RESOLVED) {
      lines.add("Acknowledge it in the console, or with: fs-webhook alerts acknowledge " + alertId);
    }
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

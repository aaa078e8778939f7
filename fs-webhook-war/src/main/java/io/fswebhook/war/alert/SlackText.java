package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.inbox.AlertNotice.Step;
import io.fswebhook.war.http.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as a chat shows it. What comes from outside can neither link nor mention people. */
record SlackText(AlertMessage message, @Nullable String consoleUrl) {

  byte[] json() {
    return JsonText.of(Map.of("text", text()));
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(sign() + " *" + word() + "*: " + escaped(message.text()));
    lines.add(facts());
    if (message.step() != Step.RESOLVED) {
      lines.add(escaped(message.kind().advice()));
    }
    if (consoleUrl != null) {
      lines.add("<" + consoleUrl + "|Open the console>");
    }
    return String.join("\n", lines);
  }

  private String facts() {
    String facts = "`" + message.kind().code() + "` since " + time(message.since());
    Instant resolvedAt = message.resolvedAt();
    if (resolvedAt != null) {
      facts += ", resolved " + time(resolvedAt);
    }
    Long count = message.count();
    return count == null ? facts : facts + ", tasks: " + count;
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String word() {
    return switch (message.step()) {
      case OPENED -> "FullStory receiver";
      case REMINDED -> "Still open";
      case RESOLVED -> "Resolved";
    };
  }

  private String sign() {
    if (message.step() == Step.RESOLVED) {
      return ":white_check_mark:";
    }
    return message.severity() == Severity.BAD ? ":red_circle:" : ":warning:";
  }

  private static String escaped(String text) {
    return ShortLine.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A server's log after all cases. */
final class ServerLog {

  private static final Pattern COMPLAINT =
      Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b|^\\s+at [\\w.$/]+\\(|memory leak");

  /** What the cases themselves bring about. */
  private static final List<String> BROUGHT_ABOUT =
      List.of(
          "Refused a delivery from 127.0.0.1",
          "more deliveries that were not logged",
          "cannot be written; deliveries are answered 503",
          "is written once more after");

  private ServerLog() {}

  /** Nothing complains but what the cases provoked and the server does without the WAR too. */
  static void assertQuiet(String log, List<String> ownWarnings) {
    List<String> lines = log.lines().toList();
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      // Some servers write the message into the line after.
      String line = lines.get(i) + " | " + (i + 1 < lines.size() ? lines.get(i + 1) : "");
      if (COMPLAINT.matcher(lines.get(i)).find()
          && BROUGHT_ABOUT.stream().noneMatch(line::contains)
          && ownWarnings.stream().noneMatch(line::contains)) {
        complaints.add(line);
      }
    }
    assertThat(complaints).isEmpty();
  }
}

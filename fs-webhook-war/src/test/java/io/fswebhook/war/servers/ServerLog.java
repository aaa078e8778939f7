package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A server's log after all cases. */
final class ServerLog {

  private static final Pattern COMPLAINT =
      Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b|memory leak");

  private static final Pattern FRAME = Pattern.compile("^\\s+at [\\w.$/]+\\(.*");

  /** What the cases themselves bring about. */
  private static final List<String> BROUGHT_ABOUT =
      List.of(
          "Refused a delivery from 127.0.0.1",
          "There is no handler for the settings fs.webhook.handlers.Recorder.",
          "more deliveries that were not logged",
          "cannot be written; deliveries are answered 503",
          "is written once more after");

  private ServerLog() {}

  /** Nothing complains but what the cases provoked and the server does without the WAR too. */
  static void assertQuiet(String log, List<String> ownWarnings) {
    List<String> lines = log.lines().toList();
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int frames = framesAt(lines, i);
      // Some servers write the message into the line after.
      int end = Math.min(i + Math.max(frames, 2), lines.size());
      String entry = String.join(" | ", lines.subList(i, end));
      if ((frames > 0 || COMPLAINT.matcher(lines.get(i)).find())
          && BROUGHT_ABOUT.stream().noneMatch(entry::contains)
          && ownWarnings.stream().noneMatch(entry::contains)) {
        complaints.add(entry);
      }
      i += Math.max(frames - 1, 0);
    }
    assertThat(complaints).isEmpty();
  }

  /** How many lines from there on are of one stack trace. */
  private static int framesAt(List<String> lines, int start) {
    int end = start;
    while (end < lines.size() && FRAME.matcher(lines.get(end)).matches()) {
      end++;
    }
    return end - start;
  }
}

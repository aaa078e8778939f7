package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A server's log after all cases. */
final class ServerLog {

  private static final Pattern COMPLAINT =
      Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b|memory leak");

  /** The message and the exception, after the line with the level. */
  private static final int MOST_BEFORE_FRAMES = 3;

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
      String entry = String.join(" | ", lines.subList(i, endOfEntry(lines, i)));
      if ((frames > 0 || isComplaint(lines.get(i)))
          && BROUGHT_ABOUT.stream().noneMatch(entry::contains)
          && ownWarnings.stream().noneMatch(entry::contains)) {
        complaints.add(entry);
      }
      i += Math.max(frames - 1, 0);
    }
    assertThat(complaints).isEmpty();
  }

  private static boolean isComplaint(String line) {
    return COMPLAINT.matcher(line).find();
  }

  /**
   * With the stack trace of what it is about, if it is not one itself. Some servers write the
   * message into the line after.
   */
  private static int endOfEntry(List<String> lines, int start) {
    int least = Math.min(start + 2, lines.size());
    int last = Math.min(start + MOST_BEFORE_FRAMES, lines.size() - 1);
    for (int i = start; i <= last && (i == start || !isComplaint(lines.get(i))); i++) {
      int frames = framesAt(lines, i);
      if (frames > 0) {
        return Math.max(i + frames, least);
      }
    }
    return least;
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

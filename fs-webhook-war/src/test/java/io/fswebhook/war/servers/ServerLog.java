package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(log.lines())
        .filteredOn(line -> COMPLAINT.matcher(line).find())
        .filteredOn(line -> BROUGHT_ABOUT.stream().noneMatch(line::contains))
        .filteredOn(line -> ownWarnings.stream().noneMatch(line::contains))
        .isEmpty();
  }
}

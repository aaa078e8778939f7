package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Terminal;

/** Times of the API in UTC, without what nobody reads. */
final class ShownTime {

  private static final int SECONDS = 19;
  private static final int MONTH = 5;

  private ShownTime() {}

  /** To the second; in a form that filters take. */
  static String of(String time) {
    return time.length() > SECONDS ? time.substring(0, SECONDS) + "Z" : time;
  }

  /** For a table: a terminal of 80 columns has no room for the year. */
  static String in(Terminal terminal, String time) {
    return terminal.isScreen() && time.length() > SECONDS
        ? time.substring(MONTH, SECONDS).replace('T', ' ')
        : of(time);
  }
}

package io.fswebhook.war.alert;

/** A part of an alert that may come from outside: one line, which ends at some point. */
final class ShortLine {

  private static final int LONGEST = 500;

  private ShortLine() {}

  static String of(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}

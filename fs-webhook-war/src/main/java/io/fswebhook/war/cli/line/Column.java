package io.fswebhook.war.cli.line;

/**
 * A column of a table.
 *
 * @param isNumber aligned to the right
 * @param mayBeCut shortened where the terminal is too narrow
 */
public record Column(String heading, boolean isNumber, boolean mayBeCut) {

  /** Texts that are always shown whole, such as ids. */
  public static Column of(String heading) {
    return new Column(heading, false, false);
  }

  public static Column ofNumbers(String heading) {
    return new Column(heading, true, false);
  }

  public static Column ofLongTexts(String heading) {
    return new Column(heading, false, true);
  }
}

package io.fswebhook.war.cli.line;

/**
 * A column of a table.
 *
 * @param isNumber aligned to the right
 * @param cut whether it is shortened where the terminal is too narrow
 */
public record Column(String heading, boolean isNumber, Cut cut) {

  /** Whether, and in which order, columns are shortened. */
  enum Cut {
    NEVER,
    /** Where shortening the others is not enough. */
    LAST,
    FIRST
  }

  /** Texts that are always shown whole, such as ids. */
  public static Column of(String heading) {
    return new Column(heading, false, Cut.NEVER);
  }

  public static Column ofNumbers(String heading) {
    return new Column(heading, true, Cut.NEVER);
  }

  public static Column ofLongTexts(String heading) {
    return new Column(heading, false, Cut.FIRST);
  }

  /** Texts that are shown whole if there is any room for them. */
  public static Column ofNames(String heading) {
    return new Column(heading, false, Cut.LAST);
  }
}

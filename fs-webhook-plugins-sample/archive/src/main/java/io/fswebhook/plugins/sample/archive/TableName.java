package io.fswebhook.plugins.sample.archive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a table as it may stand in a statement: only what is safe there is one.
 *
 * @param quoted with double quotes, so that a reserved word is a name too
 */
record TableName(String quoted) {

  private static final String PART = "[a-z_][a-z0-9_]{0,62}";
  private static final Pattern NAME = Pattern.compile(PART + "(\\." + PART + ")?");

  static Optional<TableName> parse(String text) {
    return NAME.matcher(text).matches()
        ? Optional.of(new TableName("\"" + text.replace(".", "\".\"") + "\""))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return quoted;
  }
}

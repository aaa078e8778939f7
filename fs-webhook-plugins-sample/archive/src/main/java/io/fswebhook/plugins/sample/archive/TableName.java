package io.fswebhook.plugins.sample.archive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A validated table name, safe to use in a statement.
 *
 * @param quoted in double quotes, so that a reserved word is allowed
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

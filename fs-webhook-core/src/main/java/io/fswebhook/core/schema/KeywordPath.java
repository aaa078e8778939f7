package io.fswebhook.core.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Tells the keywords in a path from the names that the schema's author chose. */
final class KeywordPath {

  private static final Set<String> FOLLOWED_BY_A_NAME =
      Set.of(
          "properties",
          "patternProperties",
          "$defs",
          "definitions",
          "dependentSchemas",
          "dependencies");

  /** Their values may look like a schema, and are none. */
  private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

  /** Their subschemas may fail without a fault in the body. */
  private static final Set<String> TRIALS = Set.of("anyOf", "oneOf", "not", "if", "contains");

  private final List<String> above = new ArrayList<>();

  /** {@code pointer}: a JSON pointer to a keyword. */
  KeywordPath(String pointer) {
    String[] steps = pointer.split("/", -1);
    int next = 1;
    while (next < steps.length - 1) {
      above.add(steps[next]);
      next += FOLLOWED_BY_A_NAME.contains(steps[next]) ? 2 : 1;
    }
  }

  /** Whether the keyword is none, because it is in data. */
  boolean isData() {
    return !Collections.disjoint(above, DATA);
  }

  /** Whether the keyword is in a subschema that is only tried. */
  boolean isTrial() {
    return !Collections.disjoint(above, TRIALS);
  }
}

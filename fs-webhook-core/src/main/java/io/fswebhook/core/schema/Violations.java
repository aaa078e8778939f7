package io.fswebhook.core.schema;

import static java.util.stream.Collectors.joining;

import dev.harrel.jsonschema.Error;
import io.fswebhook.core.text.Printable;
import java.util.Collection;
import java.util.List;

/** Puts what the validator found into a bounded text without values of the body. */
final class Violations {

  private static final int SHOWN = 3;
  private static final int LONGEST_PART = 150;
  private static final String MORE = "…";

  /** Of an error that only repeats another: that a subschema failed, which has its own. */
  private static final String SUMMARY = "";

  private Violations() {}

  static String text(List<Error> errors) {
    List<String> lines =
        errors.stream()
            .filter(Violations::isCause)
            .map(Violations::line)
            .distinct()
            .limit(SHOWN + 1)
            .toList();
    String shown = String.join("; ", lines.subList(0, Math.min(SHOWN, lines.size())));
    return cut(lines.size() > SHOWN ? shown + "; and more" : shown, SchemaFailure.MAX_LENGTH);
  }

  private static boolean isCause(Error error) {
    return !error.getError().equals(SUMMARY)
        && !new KeywordPath(error.getEvaluationPath()).isTrial();
  }

  private static String line(Error error) {
    return place(error.getInstanceLocation()) + ": " + part(error.getError());
  }

  /** A JSON pointer; that of the whole body is empty, which nobody would see. */
  static String place(String pointer) {
    return pointer.isEmpty() ? "the top level" : part(pointer);
  }

  /**
   * The rule that is broken: the keyword with its value.
   *
   * @param arguments those of the validator's messages: usually the body's value and then the
   *     schema's
   */
  static String rule(String keyword, Object... arguments) {
    Budget.current().requireTime(); // as often as there are errors
    return switch (keyword) {
      case "falseSchema" -> "must not be present";
      case "required", "dependentRequired" -> "required " + listed(arguments[0]);
      case "allOf", "ifThen", "ifElse", "dependentSchemas" -> SUMMARY;
      case "oneOf" -> keyword;
      default -> arguments.length < 2 ? keyword : keyword + " " + listed(arguments[1]);
    };
  }

  private static String listed(Object value) {
    return value instanceof Collection<?> all
        ? all.stream().map(String::valueOf).sorted().limit(10).collect(joining(", "))
        : value.toString();
  }

  private static String part(String text) {
    return cut(Printable.line(cut(text, LONGEST_PART)), LONGEST_PART);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - MORE.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }
}

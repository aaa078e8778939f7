package io.fswebhook.war.cli.fullstory;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An object in an answer of FullStory, which spells members in camel case or in snake case.
 *
 * @param json as it was answered
 */
record FullStoryJson(JsonObject json) {

  /**
   * A member that must be there.
   *
   * @throws UnexpectedAnswerException if it is not
   */
  String text(String name) {
    String text = text(name, "");
    if (text.isEmpty()) {
      throw new UnexpectedAnswerException("has no " + name);
    }
    return text;
  }

  String text(String name, String fallback) {
    return member(name) instanceof JsonString text ? text.getString() : fallback;
  }

  boolean flag(String name) {
    return member(name) == JsonValue.TRUE;
  }

  /** The objects of an array; none if it is missing, as FullStory may leave out what is empty. */
  List<JsonObject> objects(String name) {
    JsonValue value = member(name);
    if (value == null || value == JsonValue.NULL) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      throw new UnexpectedAnswerException("has something else than objects in " + name);
    }
    return array.getValuesAs(JsonObject.class);
  }

  private @Nullable JsonValue member(String name) {
    JsonValue value = json.get(name);
    return value == null ? json.get(snakeCase(name)) : value;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** An answer that does not come from FullStory, or from a version that is not known. */
  static final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnexpectedAnswerException(String what) {
      super("FullStory's answer " + what + ". Is --fullstory-url the address of its API?");
    }
  }
}

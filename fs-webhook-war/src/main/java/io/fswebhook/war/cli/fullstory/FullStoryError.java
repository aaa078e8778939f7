package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.text.Printable;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An error that FullStory answered.
 *
 * @param status such as 404
 * @param code such as {@code resource_not_found}; may be empty
 * @param message FullStory's own; may be empty
 * @param base the address that answered
 */
record FullStoryError(int status, String code, String message, String base) {

  static FullStoryError of(int status, @Nullable JsonObject answer, String base) {
    return new FullStoryError(status, text(answer, "code"), text(answer, "message"), base);
  }

  private static String text(@Nullable JsonObject answer, String name) {
    JsonValue value = answer == null ? null : answer.get(name);
    return value instanceof JsonString string ? Printable.line(string.getString()) : "";
  }

  /** What is wrong, and what to do. */
  String sentence() {
    return explanation() + original();
  }

  private String explanation() {
    return switch (status) {
      case 400, 409, 422 ->
          "FullStory does not accept the request. See fs-webhook endpoints event-types for the"
              + " events of your plan and their subcategories.";
      case 401 ->
          "FullStory does not know the API key. Give the key as it was issued, by --api-key-file or"
              + " in FS_WEBHOOK_FULLSTORY_API_KEY.";
      case 403 -> "The API key may not do this. Use the key of an administrator or architect.";
      case 404 ->
          "FullStory has no such endpoint or event type. An endpoint's id changes with its URL: see"
              + " fs-webhook endpoints list.";
      case 429 -> "FullStory limits the rate of requests. Try again later.";
      default -> other();
    };
  }

  private String other() {
    if (status / 100 == 3) {
      return base + " redirects, which is not followed with the API key. Correct --fullstory-url.";
    }
    if (status >= 500) {
      return "FullStory fails at the moment. Try again later.";
    }
    return base + " answered " + status + ". Is --fullstory-url the address of FullStory's API?";
  }

  private String original() {
    String words = code.isEmpty() ? message : message + " (" + code + ")";
    return " FullStory answered " + (status + " " + words).strip();
  }
}

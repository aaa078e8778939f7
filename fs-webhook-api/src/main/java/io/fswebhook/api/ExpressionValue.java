package io.fswebhook.api;

/**
 * What an {@link EventExpression} makes of an event.
 *
 * @param type what it is
 * @param text a text itself, anything else as JSON; at most 4,194,304 characters
 */
public record ExpressionValue(Type type, String text) {

  /**
   * A text.
   *
   * @param text itself, not quoted
   * @return of type {@link Type#TEXT}
   */
  public static ExpressionValue text(String text) {
    return new ExpressionValue(Type.TEXT, text);
  }

  /** The types of JSON, without null. */
  public enum Type {
    /** A text. */
    TEXT("a text"),
    /** A number. */
    NUMBER("a number"),
    /** {@code true} or {@code false}. */
    BOOLEAN("true or false"),
    /** An array. */
    ARRAY("an array"),
    /** An object. */
    OBJECT("an object");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /**
     * The type in words.
     *
     * @return to follow "was"
     */
    public String words() {
      return words;
    }
  }
}

package io.fswebhook.api;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting that a handler {@linkplain EventHandler#declaredSettings() declares}: {@code
 * fs.webhook.handlers.<handler>.<name>}, or the file that {@code <name>-file} names.
 *
 * <pre>{@code
 * HandlerSetting.text("url", "Where deliveries are posted to."),
 * HandlerSetting.duration("connect-timeout", "Of a connection.").orElse("PT5S"),
 * HandlerSetting.text("password", "Of the database.").asSecret()
 * }</pre>
 *
 * @param name the part after the handler's name; with {@code *} at its end, such as {@code
 *     producer.*}, it stands for every setting that begins so
 * @param type what a value must be; checked before {@link EventHandler#start}
 * @param defaultValue what the handler uses if it is not set; null for none. The receiver only
 *     shows it
 * @param description one sentence for operators
 * @param secret whether its value must not be shown
 */
public record HandlerSetting(
    String name, Type type, @Nullable String defaultValue, String description, boolean secret) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\\*?");

  /**
   * Checks itself.
   *
   * @throws IllegalArgumentException if the name cannot be that of a setting, or the default is not
   *     of the type
   */
  public HandlerSetting {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a setting must be 1 to 100 letters, digits, '_', '.' and '-', with or"
              + " without a '*' at its end, was '"
              + name
              + "'");
    }
    if (defaultValue != null && !type.accepts(defaultValue)) {
      throw new IllegalArgumentException(
          "the default of " + name + " must be " + type.rule() + ", was '" + defaultValue + "'");
    }
  }

  /**
   * Declares any text, without a default, whose value may be shown.
   *
   * @param name the part after the handler's name
   * @param description one sentence
   * @return the setting
   */
  public static HandlerSetting text(String name, String description) {
    return new HandlerSetting(name, Type.TEXT, null, description, false);
  }

  /**
   * Declares a whole number, without a default, whose value may be shown.
   *
   * @param name the part after the handler's name
   * @param description one sentence
   * @return the setting
   */
  public static HandlerSetting integer(String name, String description) {
    return new HandlerSetting(name, Type.INTEGER, null, description, false);
  }

  /**
   * Declares a number, without a default, whose value may be shown.
   *
   * @param name the part after the handler's name
   * @param description one sentence
   * @return the setting
   */
  public static HandlerSetting number(String name, String description) {
    return new HandlerSetting(name, Type.NUMBER, null, description, false);
  }

  /**
   * Declares {@code true} or {@code false}, without a default, whose value may be shown.
   *
   * @param name the part after the handler's name
   * @param description one sentence
   * @return the setting
   */
  public static HandlerSetting flag(String name, String description) {
    return new HandlerSetting(name, Type.BOOLEAN, null, description, false);
  }

  /**
   * Declares an ISO 8601 duration, without a default, whose value may be shown.
   *
   * @param name the part after the handler's name
   * @param description one sentence
   * @return the setting
   */
  public static HandlerSetting duration(String name, String description) {
    return new HandlerSetting(name, Type.DURATION, null, description, false);
  }

  /**
   * Declares a JSONata expression over the event, without a default, whose text may be shown; see
   * {@link HandlerContext#expression}.
   *
   * @param name the part after the handler's name
   * @param description one sentence
   * @return the setting
   */
  public static HandlerSetting expression(String name, String description) {
    return new HandlerSetting(name, Type.EXPRESSION, null, description, false);
  }

  /**
   * The same with a default.
   *
   * @param value what the handler uses if it is not set
   * @return another setting
   */
  public HandlerSetting orElse(String value) {
    return new HandlerSetting(name, type, value, description, secret);
  }

  /**
   * The same, with a value that is never shown.
   *
   * @return another setting
   */
  public HandlerSetting asSecret() {
    return new HandlerSetting(name, type, defaultValue, description, true);
  }

  /**
   * Whether this is the declaration of a setting.
   *
   * @param key the part of a setting's name after the handler's
   * @return whether it has this name, or begins as this one does before its {@code *}
   */
  public boolean declares(String key) {
    return name.endsWith("*")
        ? key.startsWith(name.substring(0, name.length() - 1))
        : key.equals(name);
  }

  /** What a value must be. */
  public enum Type {
    /** Anything; the handler checks it. */
    TEXT("a text"),
    /** Such as {@code -3}. */
    INTEGER("a whole number"),
    /** Such as {@code 0.5}. */
    NUMBER("a number"),
    /** {@code true} or {@code false}. */
    BOOLEAN("true or false"),
    /** ISO 8601, such as {@code PT5S}. */
    DURATION("an ISO 8601 duration such as PT5S"),
    /** JSONata; the receiver compiles it before the start. */
    EXPRESSION("a JSONata expression");

    private final String rule;

    Type(String rule) {
      this.rule = rule;
    }

    /**
     * What a value must be, in words.
     *
     * @return to follow "must be"
     */
    public String rule() {
      return rule;
    }

    /**
     * Whether a value is of this type.
     *
     * @param value as set
     * @return false if the receiver refuses it
     */
    public boolean accepts(String value) {
      return switch (this) {
        case TEXT, EXPRESSION -> true;
        case INTEGER -> value.matches("[+-]?\\d{1,18}");
        case NUMBER -> value.matches("[+-]?\\d{1,300}(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?");
        case BOOLEAN -> value.equals("true") || value.equals("false");
        case DURATION -> isDuration(value);
      };
    }

    private static boolean isDuration(String value) {
      try {
        Duration.parse(value);
        return true;
      } catch (DateTimeParseException e) {
        return false;
      }
    }
  }
}

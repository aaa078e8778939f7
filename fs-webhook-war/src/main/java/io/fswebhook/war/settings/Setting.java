package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting and its documentation.
 *
 * @param name the full name; parts in angle brackets are placeholders for names that the operator
 *     chooses
 * @param fallback the default, in the form of a value
 * @param fallbackInWords describes the default if it depends on something else
 * @param description for the operator, in Markdown; for the documentation and the API
 * @param reload what takes effect without a restart
 */
record Setting<T>(
    String name,
    SettingType<T> type,
    @Nullable String fallback,
    @Nullable String fallbackInWords,
    String description,
    Reload reload) {

  /** What takes effect without a restart. */
  enum Reload {
    NOTHING,
    /** The content of the file that the setting names. */
    FILE,
    /** The value. */
    VALUE
  }

  static final String PREFIX = "fs.webhook.";
  static final String FILE_SUFFIX = "-file";

  /**
   * A placeholder: an organisation's id, the name of a token, an alert target, a stream, an event
   * or a handler, or a handler's own key.
   */
  private static final Pattern PLACEHOLDER = Pattern.compile("<.+>");

  /** A setting with a default. */
  static <T> Setting<T> setting(
      String name, SettingType<T> type, String fallback, String description) {
    return new Setting<>(PREFIX + name, type, fallback, null, description, Reload.NOTHING);
  }

  /** A setting that may be absent. */
  static <T> Setting<T> optional(String name, SettingType<T> type, String description) {
    return new Setting<>(PREFIX + name, type, null, null, description, Reload.NOTHING);
  }

  Setting<T> orElse(String words) {
    return new Setting<>(name, type, fallback, words, description, reload);
  }

  Setting<T> withReloadedFile() {
    return new Setting<>(name, type, fallback, fallbackInWords, description, Reload.FILE);
  }

  /** The same settings, whose values take effect without a restart. */
  static List<Setting<?>> live(List<Setting<?>> settings) {
    return settings.stream().<Setting<?>>map(Setting::live).toList();
  }

  Setting<T> live() {
    return new Setting<>(name, type, fallback, fallbackInWords, description, Reload.VALUE);
  }

  boolean isLive() {
    return reload == Reload.VALUE;
  }

  /** The setting with this name in place of the placeholder. */
  Setting<T> at(String chosen) {
    String at = PLACEHOLDER.matcher(name).replaceFirst(Matcher.quoteReplacement(chosen));
    return new Setting<>(at, type, fallback, fallbackInWords, description, reload);
  }

  boolean hasPlaceholder() {
    return name.indexOf('<') >= 0;
  }

  private String placeholder() {
    Matcher matcher = PLACEHOLDER.matcher(name);
    return matcher.find() ? matcher.group() : "";
  }

  /** The setting that names a file with the secret. */
  String fileName() {
    return name + FILE_SUFFIX;
  }

  /** Whether a name means this setting, or its file. */
  boolean matches(String otherName) {
    return hasPlaceholder()
        ? chosenIn(otherName).isPresent()
        : otherName.equals(name) || (type.secret() && otherName.equals(fileName()));
  }

  /** The name in place of the placeholder; empty if this is another setting. */
  Optional<String> chosenIn(String otherName) {
    return hasPlaceholder() && otherName.startsWith(beforePlaceholder())
        ? firstGroup(dotted().matcher(otherName))
        : Optional.empty();
  }

  /**
   * The same for an environment variable, which loses the case of handler names: one that is set up
   * only there has a name in lower case. An organisation's id keeps its case; a token's name is
   * converted to lower case, and so is that of a stream, which has hyphens in place of underscores.
   * The name of an event has dots, as all known ones do.
   */
  Optional<String> chosenInVariable(String variable) {
    if (!hasPlaceholder() || !variable.startsWith(inVariables(beforePlaceholder()))) {
      return Optional.empty();
    }
    return switch (placeholder()) {
      case "<orgId>" -> firstGroup(variable().matcher(variable));
      case "<tokenName>", "<targetName>" ->
          firstGroup(variable().matcher(variable)).map(each -> each.toLowerCase(Locale.ROOT));
      // With an underscore, it may be a handler's own setting, such as content-type.
      case "<name>" ->
          name.endsWith(".type")
              ? firstGroup(variable().matcher(variable))
                  .filter(each -> each.indexOf('_') < 0)
                  .map(each -> each.toLowerCase(Locale.ROOT))
              : Optional.empty();
      case "<streamName>" ->
          firstGroup(variable().matcher(variable))
              .map(each -> each.toLowerCase(Locale.ROOT).replace('_', '-'));
      case "<eventName>", "<property>" ->
          firstGroup(variable().matcher(variable))
              .map(each -> each.toLowerCase(Locale.ROOT).replace('_', '.'));
      default -> Optional.empty();
    };
  }

  private static Optional<String> firstGroup(Matcher matcher) {
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Pattern dotted() {
    String chosen =
        switch (placeholder()) {
          case "<name>" -> "([^.]+)";
          case "<name>.<key>" -> "([^.]+[.].+?)";
          default -> "(.+?)";
        };
    return pattern(withoutPlaceholder().replace(".", "[.]").replace("?", chosen), FILE_SUFFIX);
  }

  private Pattern variable() {
    return pattern(inVariables(withoutPlaceholder()).replace("?", "(.+?)"), "_FILE");
  }

  private static String inVariables(String text) {
    return text.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Few names have it, and only those are worth a pattern. */
  private String beforePlaceholder() {
    return name.substring(0, name.indexOf('<'));
  }

  private String withoutPlaceholder() {
    return PLACEHOLDER.matcher(name).replaceFirst("?");
  }

  private Pattern pattern(String ofName, String fileSuffix) {
    return Pattern.compile(type.secret() ? ofName + "(?:" + fileSuffix + ")?" : ofName);
  }

  /** For documentation: as a value or in words; null if there is none. */
  @Nullable String defaultValue() {
    return fallbackInWords == null ? fallback : fallbackInWords;
  }

  /** Parses a value. */
  T parse(String text) {
    return type.parse(name, text);
  }

  /** The exception for a value that breaks a rule beyond that of its type. */
  StartException refused(String rule, String text) {
    return type.refused(name, rule, text);
  }
}

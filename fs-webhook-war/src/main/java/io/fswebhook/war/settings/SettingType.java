package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.text.RedactedUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The type of a setting.
 *
 * @param name for programs that read the API
 * @param rule what a value must be
 * @param secret whether values are never shown, and may be in a file
 * @param parser from the setting's name and a text to the value; throws {@link
 *     IllegalArgumentException} or {@link DateTimeException} if it breaks the rule
 */
record SettingType<T>(
    String name, String rule, boolean secret, BiFunction<String, String, T> parser) {

  static final SettingType<String> TEXT = shown("text", "a text", text -> text);

  static final SettingType<Boolean> FLAG = choice("boolean", Map.of("true", true, "false", false));

  static final SettingType<Path> PATH =
      shown("path", "a path of this system", SettingType::absolutePath);

  static final SettingType<Path> KEYSTORE =
      shown(
          "path",
          "a PKCS #12 file that can be read",
          text -> {
            Path file = absolutePath(text);
            require(Files.isReadable(file) && !Files.isDirectory(file));
            return file;
          });

  /** Only the URL, without user and password. */
  static final SettingType<InboxPlace> INBOX_URL =
      shown(
          "url",
          "jdbc:sqlite:<file>, a file on disk without parameters,"
              + " or jdbc:postgresql://<host>/<database>",
          SettingType::inboxPlace);

  static final SettingType<String> SECRET =
      new SettingType<>("secret", "a text", true, SecretText::checked);

  static final SettingType<List<String>> SECRETS =
      new SettingType<>(
          "secrets", "secrets separated by commas, none of them empty", true, SettingType::secrets);

  /** The characters that RFC 6750 allows; the length limits what is hashed. */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]{1,1000}=*");

  static final SettingType<String> BEARER_TOKEN =
      new SettingType<>(
          "secret",
          "a bearer token: letters, digits and -._~+/ only",
          true,
          (name, text) -> {
            String token = SecretText.checked(name, text.strip());
            require(BEARER.matcher(token).matches());
            return token;
          });

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  static final SettingType<String> HEADER =
      shown(
          "text",
          "the name of an HTTP header",
          text -> {
            require(HEADER_NAME.matcher(text).matches());
            return text;
          });

  static final SettingType<List<String>> HEADERS =
      shown(
          "list",
          "names of HTTP headers, separated by commas",
          text -> {
            List<String> headers = split(text);
            require(headers.stream().allMatch(each -> HEADER_NAME.matcher(each).matches()));
            return headers;
          });

  static final SettingType<List<String>> JSON_POINTERS =
      shown(
          "list",
          "JSON pointers such as /session_id, separated by commas",
          text -> {
            List<String> pointers = split(text);
            require(pointers.stream().allMatch(each -> each.startsWith("/")));
            return pointers;
          });

  private static final String SQLITE = "jdbc:sqlite:";

  static <T> SettingType<T> choice(String name, Map<String, T> choices) {
    return shown(
        name,
        "one of " + String.join(", ", new TreeMap<>(choices).keySet()),
        text -> {
          T choice = choices.get(text);
          if (choice == null) {
            throw new IllegalArgumentException(text);
          }
          return choice;
        });
  }

  static SettingType<Integer> wholeNumber(int least, int most) {
    String rule = "a whole number from " + least + " to " + most;
    return bounded("integer", rule, Integer::valueOf, least, most);
  }

  static SettingType<Double> number(int least, int most) {
    String rule = "a number from " + least + " to " + most;
    return bounded("number", rule, Double::valueOf, (double) least, (double) most);
  }

  static SettingType<Duration> duration(String least, String most) {
    String rule = "an ISO 8601 duration from " + least + " to " + most;
    return bounded("duration", rule, Duration::parse, Duration.parse(least), Duration.parse(most));
  }

  private static <T extends Comparable<T>> SettingType<T> bounded(
      String name, String rule, Function<String, T> parse, T least, T most) {
    return shown(
        name,
        rule,
        text -> {
          T value = parse.apply(text);
          require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
          return value;
        });
  }

  private static <T> SettingType<T> shown(String name, String rule, Function<String, T> parse) {
    return new SettingType<>(name, rule, false, (setting, text) -> parse.apply(text));
  }

  T parse(String setting, String text) {
    try {
      return parser.apply(setting, text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refused(setting, "must be " + rule, text);
    }
  }

  StartException refused(String setting, String broken, String text) {
    return new StartException(
        setting
            + " "
            + broken
            + (secret ? " (value not shown)" : ", was \"" + withoutPassword(text) + "\""));
  }

  /** The text without a password, unless the type is secret. */
  String withoutPassword(String text) {
    return equals(INBOX_URL) ? RedactedUrl.of(text) : text;
  }

  private static List<String> secrets(String name, String text) {
    List<String> secrets = split(text);
    require(!secrets.contains(""));
    for (int i = 0; i < secrets.size(); i++) {
      String which = secrets.size() == 1 ? name : "secret " + (i + 1) + " of " + name;
      SecretText.checked(which, secrets.get(i));
    }
    return secrets;
  }

  private static InboxPlace inboxPlace(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return new InboxPlace.Url(url, null, null);
    }
    require(url.startsWith(SQLITE));
    String file = url.substring(SQLITE.length());
    require(!file.isBlank() && !file.startsWith(":") && !file.startsWith("file:"));
    Path path = absolutePath(file);
    require(!file.contains("?") && path.getFileName() != null);
    return new InboxPlace.File(path);
  }

  private static Path absolutePath(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }
}

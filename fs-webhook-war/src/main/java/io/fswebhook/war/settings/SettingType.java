package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.plugin.Rate;
import io.fswebhook.core.rule.ExpressionCompiler;
import io.fswebhook.core.rule.ExpressionSyntaxException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.OrderBy;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.RedactedUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

  static final SettingType<List<NetworkRange>> NETWORKS =
      shown(
          "list",
          "addresses or networks such as 10.0.0.0/8, separated by commas",
          text -> split(text).stream().map(NetworkRange::parse).toList());

  static final SettingType<List<String>> NAMES =
      listOf("names separated by commas, none of them empty", each -> !each.isEmpty());

  private static final Pattern EVENT_PATTERN = Pattern.compile("[^\\s,]{1,200}");

  static final SettingType<List<String>> EVENT_PATTERNS =
      listOf(
          "names of events such as note.created, segment.* or stream:orders, separated by commas",
          EVENT_PATTERN.asMatchPredicate());

  static final SettingType<Filter> FILTERS = expression(Filter::compile);

  static final SettingType<OrderBy> ORDERS = expression(OrderBy::compile);

  static final SettingType<Instant> TIME =
      shown(
          "time",
          "a time with its offset, such as 2027-01-31T12:00:00Z",
          text -> OffsetDateTime.parse(text).toInstant());

  static final SettingType<List<String>> HEADERS =
      listOf("names of HTTP headers, separated by commas", HEADER_NAME.asMatchPredicate());

  static final SettingType<List<String>> JSON_POINTERS =
      listOf(
          "JSON pointers such as /session_id, separated by commas", each -> each.startsWith("/"));

  private static final Pattern POINTER = Pattern.compile("/(?:[^~]|~[01])*");

  static final SettingType<List<String>> REDACTED =
      listOf(
          "JSON pointers (RFC 6901) such as /data/user/email, separated by commas, in which * stands"
              + " for any member or element",
          POINTER.asMatchPredicate());

  static final SettingType<Rate> RATE =
      shown(
          "rate",
          "a number from 1 to 1000000 and an ISO 8601 duration of up to a day, such as 10/PT1S, and at"
              + " most 1000 in a millisecond",
          SettingType::rate);

  private static final Pattern BROKER = Pattern.compile("[^\\s,/]+:[0-9]{1,5}");

  static final SettingType<List<String>> BROKERS =
      listOf("brokers such as kafka-1:9092, separated by commas", BROKER.asMatchPredicate());

  private static final Pattern TOPIC_NAME = Pattern.compile("(?![.]{1,2}$)[A-Za-z0-9._-]{1,249}");

  static final SettingType<String> TOPIC =
      shown(
          "text",
          "the name of a topic: 1 to 249 letters, digits and ._-",
          text -> {
            require(TOPIC_NAME.matcher(text).matches());
            return text;
          });

  static final SettingType<Set<Integer>> PARTITION_NUMBERS =
      shown("list", "numbers and ranges such as 0-5,8", SettingType::partitionNumbers);

  static final SettingType<Set<NodeRole>> ROLES =
      shown(
          "list",
          "one or more of receive, store and dispatch, separated by commas",
          SettingType::roles);

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

  private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

  private static Set<Integer> partitionNumbers(String text) {
    Set<Integer> numbers = new TreeSet<>();
    for (String part : split(text)) {
      Matcher range = NUMBERS.matcher(part);
      require(range.matches());
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      require(first <= last);
      IntStream.rangeClosed(first, last).forEach(numbers::add);
    }
    return numbers;
  }

  private static Set<NodeRole> roles(String text) {
    Set<NodeRole> roles = EnumSet.noneOf(NodeRole.class);
    for (String name : split(text)) {
      roles.add(NodeRole.of(name).orElseThrow(IllegalArgumentException::new));
    }
    return roles;
  }

  private static Rate rate(String text) {
    int slash = text.indexOf('/');
    require(slash > 0);
    return new Rate(
        Integer.parseInt(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
  }

  private static SettingType<List<String>> listOf(String rule, Predicate<String> form) {
    return shown(
        "list",
        rule,
        text -> {
          List<String> parts = split(text);
          require(parts.stream().allMatch(form));
          return parts;
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

  private static <T> SettingType<T> expression(ExpressionCompiler<T> compiler) {
    return new SettingType<>(
        "expression",
        "a JSONata expression",
        false,
        (setting, text) -> compiled(setting, text, compiler));
  }

  private static <T> T compiled(String setting, String text, ExpressionCompiler<T> compiler) {
    try {
      return compiler.compile(text);
    } catch (ExpressionSyntaxException e) {
      String reason = Printable.line(String.valueOf(e.getMessage()));
      throw FILTERS.refused(setting, "must be " + FILTERS.rule() + " (" + reason + ")", text);
    }
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

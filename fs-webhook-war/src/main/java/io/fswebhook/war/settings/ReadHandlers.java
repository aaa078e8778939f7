package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.EVENT_PATTERNS;
import static io.fswebhook.war.settings.SettingType.FILTERS;
import static io.fswebhook.war.settings.SettingType.FLAG;
import static io.fswebhook.war.settings.SettingType.ORDERS;
import static io.fswebhook.war.settings.SettingType.SECRET;
import static io.fswebhook.war.settings.SettingType.TEXT;
import static java.util.stream.Collectors.toSet;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.rule.EventPatterns;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.HandlerRule;
import io.fswebhook.core.rule.OrderBy;
import io.fswebhook.core.text.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of handlers, read once a handler's name is known. */
final class ReadHandlers implements HandlerSettingsSource {

  static final String ONE = "handlers.<name>.";

  private static final Setting<Boolean> ENABLED =
      setting(
          ONE + "enabled",
          FLAG,
          "true",
          "`false`: the handler is not started and no longer subscribed. Its pending tasks are"
              + " kept for `fs.webhook.retention.dead`.");

  private static final Setting<String> TYPE =
      optional(
          ONE + "type",
          TEXT,
          "Sets up a handler under this name: the name of a handler whose plugin allows several, such"
              + " as `HttpForward`. Name: 1 to 100 letters, digits, `_` and `-`.");

  private static final Setting<List<String>> EVENTS =
      optional(
              ONE + "events",
              EVENT_PATTERNS,
              "Of the events that it subscribes to, only these: names separated by commas, in which `*`"
                  + " stands for any characters, such as `segment.*,stream:orders`.")
          .orElse("all");

  private static final Setting<Filter> FILTER =
      optional(
              ONE + "filter",
              FILTERS,
              "Of these, only events for which this JSONata expression is true, such as"
                  + " `data.value > 100`. See [Filters](#filters).")
          .orElse("all");

  private static final Setting<OrderBy> ORDER_BY =
      optional(
              ONE + "order-by",
              ORDERS,
              "Deliveries for which this JSONata expression has the same value, such as `data.user.id`,"
                  + " are handled one after the other in the order of receipt. See [Order](#order).")
          .orElse("no order");

  private static final Setting<Boolean> ORDER_STRICT =
      setting(
          ONE + "order-strict",
          FLAG,
          "false",
          "`true`: a dead task holds up those after it in its order until it is replayed or discarded.");

  private static final Setting<String> OWN =
      optional(
          ONE + "<key>",
          SECRET,
          "Any other key is passed to the handler; see the documentation of its plugin.");

  private static final List<Setting<?>> RESERVED =
      Stream.concat(
              Stream.of(TYPE, ENABLED, EVENTS, FILTER, ORDER_BY, ORDER_STRICT),
              ReadAttempts.OF_ONE.stream())
          .toList();

  /** What changes for a handler without starting it again. */
  private static final List<Setting<?>> LIVE_IN_PLACE =
      Stream.concat(Stream.of(EVENTS, FILTER, ORDER_BY, ORDER_STRICT), ReadAttempts.OF_ONE.stream())
          .toList();

  static final List<Setting<?>> SETTINGS =
      Stream.of(ReadAttempts.OF_ALL, RESERVED, List.<Setting<?>>of(OWN))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private static final String PREFIX = Setting.PREFIX + ONE;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final SettingReader reader;
  private final ReadAttempts attempts;
  private final Map<String, String> types;

  /** Checks the general settings now; those of a handler once its name is known. */
  ReadHandlers(SettingReader reader) {
    this.reader = reader;
    this.attempts = new ReadAttempts(reader);
    this.types = types(reader);
  }

  private static Map<String, String> types(SettingReader reader) {
    Map<String, String> types = new TreeMap<>();
    Map<String, String> lowerCase = new HashMap<>();
    for (String name : reader.chosen(TYPE)) {
      Setting<String> type = TYPE.at(name);
      if (!NAME.matcher(name).matches()) {
        throw new StartException(
            Printable.line(type.name())
                + ": the name of a handler must be 1 to 100 letters, digits, '_' and '-'");
      }
      String other = lowerCase.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new StartException(
            TYPE.at(other).name()
                + " and "
                + type.name()
                + " must not differ in upper and lower case only: rename one of the two");
      }
      types.put(name, reader.find(type).orElseThrow());
    }
    return Map.copyOf(types);
  }

  @Override
  public Map<String, String> types() {
    return types;
  }

  @Override
  public boolean mentions(String handler) {
    return reader.anySet(OWN.at(handler + ".").name());
  }

  @Override
  public Set<String> names() {
    return named(reader.names().stream());
  }

  /**
   * The handlers that a change concerns beyond how they are called.
   *
   * @param changed the names of settings
   */
  static Set<String> toStartAgain(List<String> changed) {
    return named(
        changed.stream()
            .filter(name -> LIVE_IN_PLACE.stream().noneMatch(each -> each.matches(name))));
  }

  /** The handlers in names of settings. */
  private static Set<String> named(Stream<String> settings) {
    return settings
        .flatMap(name -> OWN.chosenIn(name).stream())
        .map(chosen -> chosen.substring(0, chosen.indexOf('.')))
        .collect(toSet());
  }

  /**
   * Checks the settings of all handlers, whether they are there or not.
   *
   * @throws StartException for the first that is wrong
   */
  static void check(SettingReader reader) {
    ReadAttempts attempts = new ReadAttempts(reader);
    named(reader.names().stream())
        .forEach(
            handler -> {
              attempts.of(handler);
              rule(handler, reader);
            });
  }

  @Override
  public HandlerSettings of(String handler) {
    try {
      return new HandlerSettings(
          reader.get(ENABLED.at(handler)),
          rule(handler, reader),
          attempts.of(handler),
          key -> own(handler, key),
          listed(handler),
          RESERVED.stream().map(each -> each.name().substring(PREFIX.length())).collect(toSet()));
    } catch (StartException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static HandlerRule rule(String handler, SettingReader reader) {
    Setting<List<String>> events = EVENTS.at(handler);
    Setting<Filter> filter = FILTER.at(handler);
    Setting<OrderBy> orderBy = ORDER_BY.at(handler);
    Setting<Boolean> strict = ORDER_STRICT.at(handler);
    return new HandlerRule(
        reader.find(events).map(EventPatterns::of).orElse(EventPatterns.ALL),
        reader.find(filter).orElse(null),
        reader.find(orderBy).orElse(null),
        reader.get(strict));
  }

  /**
   * Any of a handler's own settings may be in a file, because only the handler knows which are
   * secret.
   */
  private Optional<String> own(String handler, String key) {
    if (isReserved(handler, key)) {
      return Optional.empty();
    }
    Setting<String> own = OWN.at(handler + "." + key);
    try {
      return reader.text(own.name()).or(() -> reader.find(own));
    } catch (StartException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private Map<String, String> listed(String handler) {
    String prefix = OWN.at(handler + ".").name();
    Map<String, String> listed = new TreeMap<>();
    for (String name : reader.names()) {
      if (name.startsWith(prefix) && !isReserved(handler, name.substring(prefix.length()))) {
        reader.text(name).ifPresent(text -> listed.put(name.substring(prefix.length()), text));
      }
    }
    return listed;
  }

  private static boolean isReserved(String handler, String key) {
    String name = OWN.at(handler + "." + key).name();
    return RESERVED.stream().anyMatch(each -> each.at(handler).name().equals(name));
  }
}

package io.fswebhook.core.plugin;

import io.fswebhook.api.HandlerSetting;
import io.fswebhook.core.plugin.CreateHandler.Created;
import io.fswebhook.core.plugin.HandlerReport.DeclaredSetting;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the settings that a handler declares with those that are set.
 *
 * @param set those of this handler
 * @param context reads them
 */
record ReadDeclared(Created created, HandlerSettings set, PluginContext context) {

  private static final String FILE = "-file";

  /** What can be shown as a setting; any other is for the handler alone. */
  private static final Pattern DECLARABLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  /** Without settings, as for a check. */
  static HandlerReport unset(Created created) {
    return new HandlerReport(
        created.name(),
        created.type(),
        created.multipleInstances(),
        created.eventNames(),
        created.settings().stream().map(each -> new DeclaredSetting(each, null)).toList(),
        List.of(),
        null);
  }

  HandlerReport report() {
    List<DeclaredSetting> settings =
        created.settings().stream().flatMap(this::declaredAndSet).toList();
    return new HandlerReport(
        created.name(),
        created.type(),
        created.multipleInstances(),
        created.eventNames(),
        settings,
        unknown(),
        null);
  }

  /** One that stands for several is followed by those that are set, unless they are secret. */
  private Stream<DeclaredSetting> declaredAndSet(HandlerSetting each) {
    Stream<DeclaredSetting> itself = Stream.of(new DeclaredSetting(each, shown(each)));
    return isPattern(each) && !each.secret()
        ? Stream.concat(
            itself, setOf(each, context).map(one -> new DeclaredSetting(one, shown(one))))
        : itself;
  }

  /** What is set of a setting that stands for several. */
  private static Stream<HandlerSetting> setOf(HandlerSetting pattern, PluginContext context) {
    return context.settings().keySet().stream()
        .filter(pattern::declares)
        .map(key -> key.endsWith(FILE) ? key.substring(0, key.length() - FILE.length()) : key)
        .filter(key -> DECLARABLE.matcher(key).matches())
        .distinct()
        .sorted()
        .map(
            key ->
                new HandlerSetting(
                    key, pattern.type(), null, pattern.description(), pattern.secret()));
  }

  /** Not the expression in a file, since it may be there because a part of it is secret. */
  private @Nullable String shown(HandlerSetting each) {
    if (each.secret() || isPattern(each)) {
      return null;
    }
    Optional<String> value =
        each.type() == HandlerSetting.Type.EXPRESSION
            ? context.own(each.name())
            : value(each.name(), context);
    return value.map(Printable::line).orElse(null);
  }

  /** Refuses a value that is not of the declared type. */
  void check() throws PluginFailure {
    check(created.settings(), context);
  }

  /** The same for the declared settings of a handler whose context it is. */
  static void check(List<HandlerSetting> declared, PluginContext context) throws PluginFailure {
    List<HandlerSetting> all =
        declared.stream()
            .flatMap(each -> isPattern(each) ? setOf(each, context) : Stream.of(each))
            .toList();
    for (HandlerSetting each : all) {
      String value = value(each.name(), context).orElse(null);
      if (value != null && each.type() == HandlerSetting.Type.EXPRESSION) {
        checkExpression(each.name(), context);
      } else if (value != null && !each.type().accepts(value)) {
        throw new PluginFailure(
            context.fullName(each.name())
                + " must be "
                + each.type().rule()
                + (each.secret() ? " (value not shown)" : ", was '" + Printable.line(value) + "'"),
            "Correct that setting");
      }
    }
  }

  private static void checkExpression(String key, PluginContext context) throws PluginFailure {
    try {
      var unused = context.expression(key);
    } catch (IllegalArgumentException e) {
      throw new PluginFailure(String.valueOf(e.getMessage()), "Correct that setting");
    }
  }

  /** An unreadable file is the handler's to report: it may not need that setting. */
  private static Optional<String> value(String key, PluginContext context) {
    try {
      return context.setting(key);
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static boolean isPattern(HandlerSetting each) {
    return each.name().endsWith("*");
  }

  private List<String> unknown() {
    if (created.settings().isEmpty()) {
      return List.of();
    }
    Set<String> known =
        Stream.concat(
                set.receiversOwn().stream(), created.settings().stream().map(HandlerSetting::name))
            .collect(Collectors.toCollection(TreeSet::new));
    return set.listed().keySet().stream()
        .filter(key -> !isDeclared(key))
        .sorted()
        .map(
            key ->
                "setting "
                    + Printable.line(context.fullName(key))
                    + " is not known to the handler and has no effect; the nearest known name is "
                    + context.fullName(NearestName.of(key, known).orElseThrow()))
        .toList();
  }

  private boolean isDeclared(String key) {
    return created.settings().stream()
        .anyMatch(
            each ->
                each.declares(key)
                    || (key.endsWith(FILE)
                        && each.declares(key.substring(0, key.length() - FILE.length()))));
  }
}

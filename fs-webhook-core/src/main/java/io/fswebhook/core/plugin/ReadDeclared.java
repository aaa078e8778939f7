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

  /** Without settings, as for a check. */
  static HandlerReport unset(Created created) {
    return new HandlerReport(
        created.name(),
        created.eventNames(),
        created.settings().stream().map(each -> new DeclaredSetting(each, null)).toList(),
        List.of(),
        null);
  }

  HandlerReport report() {
    List<DeclaredSetting> settings =
        created.settings().stream().map(each -> new DeclaredSetting(each, shown(each))).toList();
    return new HandlerReport(created.name(), created.eventNames(), settings, unknown(), null);
  }

  private @Nullable String shown(HandlerSetting each) {
    return each.secret() || isPattern(each)
        ? null
        : value(each.name(), context).map(Printable::line).orElse(null);
  }

  /** Refuses a value that is not of the declared type. */
  void check() throws PluginFailure {
    check(created.settings(), context);
  }

  /** The same for the declared settings of a handler whose context it is. */
  static void check(List<HandlerSetting> declared, PluginContext context) throws PluginFailure {
    for (HandlerSetting each : declared) {
      String value = isPattern(each) ? null : value(each.name(), context).orElse(null);
      if (value != null && !each.type().accepts(value)) {
        throw new PluginFailure(
            fullName(each.name(), context.handlerName())
                + " must be "
                + each.type().rule()
                + (each.secret() ? " (value not shown)" : ", was '" + Printable.line(value) + "'"),
            "Correct that setting");
      }
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
                    + Printable.line(fullName(key))
                    + " is not known to the handler and has no effect; the nearest known name is "
                    + fullName(NearestName.of(key, known).orElseThrow()))
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

  private String fullName(String key) {
    return fullName(key, created.name());
  }

  private static String fullName(String key, String handler) {
    return "fs.webhook.handlers." + handler + "." + key;
  }
}

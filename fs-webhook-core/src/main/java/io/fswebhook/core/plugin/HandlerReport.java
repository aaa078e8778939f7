package io.fswebhook.core.plugin;

import io.fswebhook.api.HandlerSetting;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A handler of a plugin, whether it runs or not.
 *
 * @param type the name that its class gives itself
 * @param multipleInstances whether operators may set up more handlers of this type
 * @param eventNames what it subscribes to; empty for every event
 * @param settings what it declares; empty if it declares nothing
 * @param warnings settings below its name that have no effect, one sentence each
 * @param failure why it could not be started, and what to do; null otherwise
 */
public record HandlerReport(
    String name,
    String type,
    boolean multipleInstances,
    Set<String> eventNames,
    List<DeclaredSetting> settings,
    List<String> warnings,
    @Nullable String failure) {

  public HandlerReport {
    eventNames = Set.copyOf(eventNames);
    settings = List.copyOf(settings);
    warnings = List.copyOf(warnings);
  }

  /** The same handler, which could not be started. */
  HandlerReport failed(String why) {
    return new HandlerReport(name, type, multipleInstances, eventNames, settings, warnings, why);
  }

  /**
   * A setting that it declares.
   *
   * @param value null if it is not set, or secret, or stands for several
   */
  public record DeclaredSetting(HandlerSetting setting, @Nullable String value) {}
}

package io.fswebhook.core.plugin;

import io.fswebhook.core.rule.HandlerRule;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of one handler.
 *
 * @param enabled whether it is started
 * @param rule which events it gets
 * @param attempts how it is called
 * @param own looks up one of the handler's own settings; throws IllegalStateException if its file
 *     cannot be read
 * @param listed the handler's own settings as far as they can be listed
 * @param receiversOwn the keys below its name that are the receiver's
 */
public record HandlerSettings(
    boolean enabled,
    HandlerRule rule,
    AttemptSettings attempts,
    Function<String, Optional<String>> own,
    Map<String, String> listed,
    Set<String> receiversOwn) {

  public HandlerSettings {
    listed = Map.copyOf(listed);
    receiversOwn = Set.copyOf(receiversOwn);
  }

  /** Of a handler that gets all that it subscribes to. */
  public HandlerSettings(
      boolean enabled,
      AttemptSettings attempts,
      Function<String, Optional<String>> own,
      Map<String, String> listed,
      Set<String> receiversOwn) {
    this(enabled, HandlerRule.NONE, attempts, own, listed, receiversOwn);
  }
}

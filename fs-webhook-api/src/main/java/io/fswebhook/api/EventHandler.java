package io.fswebhook.api;

import java.util.List;
import java.util.Set;

/**
 * Reacts to deliveries. The one interface a plugin implements.
 *
 * <p>How it is found: a jar names the class in {@code
 * META-INF/services/io.fswebhook.api.EventHandler} and lies in the plugins folder ({@code
 * <home>/plugins}, itself or in a folder of its own together with the libraries it needs) or in the
 * server's own lib folder. The class is public and has a public constructor without parameters.
 *
 * <p>Life of a handler:
 *
 * <ol>
 *   <li>The constructor runs, then {@link #name()}, then {@link #eventNames()} and {@link
 *       #declaredSettings()}; each once.
 *   <li>{@link #start(HandlerContext)} runs once, before the first delivery. If it throws, the
 *       handler is reported and does not run.
 *   <li>{@link #handle(Delivery)} runs for each delivery it subscribes to, on several threads at
 *       the same time (setting {@code fs.webhook.handlers.<name>.concurrency}, 4 unless set), so a
 *       handler is thread-safe. It may block; only this handler waits for it.
 *   <li>{@link #stop()} runs once, after the last delivery.
 * </ol>
 *
 * <p>The context class loader of each of these calls is the plugin's own. A plugin sees this
 * package, {@code org.slf4j}, the JDK and its own jars, and nothing else of the receiver or the
 * server.
 */
public interface EventHandler {

  /**
   * The stable name of this handler: settings, storage and metrics use it. A handler with another
   * name is a different handler, and does not receive the tasks of the old one.
   *
   * @return letters, digits, {@code _} and {@code -} only, at most 100; by default the simple name
   *     of the class
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * The events this handler subscribes to, by the {@code eventName} of the body, such as {@code
   * note.created}; {@code stream:orders} is a stream, and {@link StreamEvent#ALL} all streams. Read
   * once.
   *
   * @return the names; empty, which is the default, means every event, including future ones and
   *     those of streams
   */
  default Set<String> eventNames() {
    return Set.of();
  }

  /**
   * The settings that this handler reads, for operators: the console and {@code check} show them, a
   * value of the wrong type keeps the handler from starting, and a setting below the handler's name
   * that is not among them is reported with the nearest name. Read once, before {@link #start}.
   *
   * @return all of them; empty, which is the default, declares nothing, and then nothing is checked
   */
  default List<HandlerSetting> declaredSettings() {
    return List.of();
  }

  /**
   * Whether operators may set up several handlers of this class, each under a name and with
   * settings of its own: {@code fs.webhook.handlers.<name>.type=} and {@link #name()}. Each is an
   * object of its own in the same class loader, so the class must share nothing that depends on
   * settings between its objects, and must take its name from {@link HandlerContext#handlerName()}.
   *
   * @return false by default: there is one handler of this class, under its own name
   */
  default boolean multipleInstances() {
    return false;
  }

  /**
   * Called once before the first delivery. An exception keeps the handler from running until the
   * next start; name the missing or wrong setting in its message.
   *
   * @param context the handler's settings, folder and clock; may be kept
   * @throws Exception if the handler cannot work
   */
  default void start(HandlerContext context) throws Exception {}

  /**
   * Handles one delivery. Returning is success. At least once: the same delivery ({@link
   * Delivery#id()}) may come again, even after a success if a crash prevented storing it, and
   * deliveries come in any order.
   *
   * <p>Bounded by {@code fs.webhook.handlers.<name>.timeout}, 30 seconds unless set: then the
   * thread is interrupted and the attempt counts as failed.
   *
   * @param delivery what was received
   * @throws RetryLaterException to be called again after the given delay or later
   * @throws GiveUpException to not be called again for this delivery
   * @throws Exception anything else is retried with back-off until the attempts are used up
   */
  void handle(Delivery delivery) throws Exception;

  /**
   * Called once after the last delivery, to release what {@link #start} acquired. Exceptions are
   * logged.
   *
   * @throws Exception if something could not be released
   */
  default void stop() throws Exception {}
}

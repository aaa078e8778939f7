package io.fswebhook.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the receiver gives a handler at its {@linkplain EventHandler#start start}. Safe for use by
 * several threads, valid until {@link EventHandler#stop()} has returned. It grows by methods; only
 * the receiver and the test kit implement it.
 */
public interface HandlerContext {

  /**
   * The name under which this handler runs: {@link EventHandler#name()}, unless the operator chose
   * another one because the class allows {@linkplain EventHandler#multipleInstances() several}. Its
   * settings begin with {@code fs.webhook.handlers.<name>.}
   *
   * @return never empty
   */
  default String handlerName() {
    throw new UnsupportedOperationException("the test kit is older than the API");
  }

  /**
   * One setting of this handler: the value of {@code fs.webhook.handlers.<name>.<key>}. If that is
   * not set but {@code <key>-file} is, the content of that file without its trailing newline, so
   * that any setting can be a mounted secret.
   *
   * @param key the part of the setting's name after the handler's
   * @return the verbatim value from the strongest source; empty if not set or blank
   * @throws IllegalStateException if {@code <key>-file} names a file that cannot be read
   */
  Optional<String> setting(String key);

  /**
   * A setting whose value is a JSONata expression over the event, compiled. Declare it with {@link
   * HandlerSetting#expression}: then a wrong one is refused before the start.
   *
   * @param key as for {@link #setting}, from a file too
   * @return to be kept and evaluated for each delivery; empty if not set or blank
   * @throws IllegalArgumentException if it is no expression; the message says which setting, what
   *     is wrong and where
   */
  default Optional<EventExpression> expression(String key) {
    throw new UnsupportedOperationException("the test kit is older than the API");
  }

  /**
   * All settings below the handler's name that the receiver can list, by the part after the name. A
   * setting that comes from an environment variable is found by {@link #setting} but may be missing
   * here, since its name does not say where upper case was meant.
   *
   * @return an unmodifiable map, without {@code enabled}, {@code concurrency}, {@code timeout} and
   *     {@code max-attempts}, which are the receiver's
   */
  Map<String, String> settings();

  /**
   * How many deliveries this handler is given at the same time at most, such as for the size of a
   * pool or of a batch: {@code fs.webhook.handlers.<name>.concurrency} when it was started. An
   * operator may change it while the handler runs.
   *
   * @return 1 or more
   */
  default int concurrency() {
    throw new UnsupportedOperationException("the test kit is older than the API");
  }

  /**
   * A folder for this handler alone, kept across restarts.
   *
   * @return an absolute path; the folder exists
   */
  Path workDir();

  /**
   * The receiver's clock, in UTC. The test kit can move it.
   *
   * @return the clock to ask instead of {@code Instant.now()}
   */
  Clock clock();
}

package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force, which change when they are read again. Thread-safe. */
public final class LiveSettings {

  private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);

  private final Function<SettingsChange, Runnable> prepare;
  private final Clock clock;
  private volatile Settings current;
  private volatile Instant loadedAt;

  /**
   * Begins with the settings of the start.
   *
   * @param prepare checks what only their users can, with a {@link StartException} if it is wrong;
   *     returns what puts them in force
   */
  public LiveSettings(Settings first, Function<SettingsChange, Runnable> prepare, Clock clock) {
    this.prepare = prepare;
    this.clock = clock;
    this.current = first;
    this.loadedAt = clock.instant();
  }

  /** Those in force. */
  public Settings current() {
    return current;
  }

  /** When they were read. */
  public Instant loadedAt() {
    return loadedAt;
  }

  /**
   * Reads the settings again and puts them in force.
   *
   * @param before is told of the change before it takes effect, which it does not if this throws;
   *     not of what has the same values
   * @throws SettingsRefusedException if some are wrong; then nothing changes
   */
  public synchronized SettingsChange reload(Consumer<SettingsChange> before) {
    SettingsChange change = read();
    Runnable putInForce = prepared(change);
    if (!change.changed().isEmpty()) {
      before.accept(change);
    }
    putInForce.run();
    current = change.settings();
    loadedAt = clock.instant();
    log(change);
    return change;
  }

  private static void log(SettingsChange change) {
    if (!change.changed().isEmpty()) {
      log.info("Changed settings are in force: {}", change.changed());
    }
    if (!change.restartNeeded().isEmpty()) {
      log.warn("These changed settings take effect after a restart: {}", change.restartNeeded());
    }
  }

  /** As {@link #reload}, without any effect. */
  public synchronized SettingsChange check() {
    SettingsChange change = read();
    var unused = prepared(change);
    return change;
  }

  private SettingsChange read() {
    return current.source().loader().reload(current);
  }

  private Runnable prepared(SettingsChange change) {
    try {
      return prepare.apply(change);
    } catch (StartException e) {
      throw new SettingsRefusedException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /** The files that the settings in force came from, with stamps of when they were read. */
  public Map<Path, String> filesRead() {
    return current.source().files();
  }

  /** The same files with the stamps that they have now. */
  public Map<Path, String> filesNow() {
    return FileStamps.of(filesRead().keySet());
  }
}

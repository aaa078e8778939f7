package io.fswebhook.war.launcher;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs. */
public final class LoggedLines extends Handler implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final LineFormatter formatter = new LineFormatter();
  private final Logger logger;

  private LoggedLines(Logger logger) {
    this.logger = logger;
    logger.addHandler(this);
  }

  public static LoggedLines of(Class<?> type) {
    return new LoggedLines(Logger.getLogger(type.getName()));
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(formatter.format(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}

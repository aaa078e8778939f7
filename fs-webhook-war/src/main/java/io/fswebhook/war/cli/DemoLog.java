package io.fswebhook.war.cli;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Makes the log part of the demo's story: the lines of the LoggingHandler go there, and of the
 * receiver's own only warnings are logged.
 */
final class DemoLog extends Handler {

  private static final String RECEIVER = "io.fswebhook";
  private static final String LOGGING_PLUGIN = "io.fswebhook.plugins.sample.logging";

  // Kept here, because a logger that nobody holds loses what was set.
  private final Logger receiver = Logger.getLogger(RECEIVER);
  private final Logger loggingPlugin = Logger.getLogger(LOGGING_PLUGIN);
  private final Formatter message = new SimpleFormatter();
  private final HandlerLines lines;

  private DemoLog(HandlerLines lines) {
    this.lines = lines;
  }

  static DemoLog into(HandlerLines lines) {
    DemoLog log = new DemoLog(lines);
    log.receiver.setLevel(Level.WARNING);
    log.loggingPlugin.setLevel(Level.INFO);
    log.loggingPlugin.addHandler(log);
    log.loggingPlugin.setUseParentHandlers(false);
    return log;
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(HandlerLines.LOGGING, message.formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    loggingPlugin.removeHandler(this);
  }
}

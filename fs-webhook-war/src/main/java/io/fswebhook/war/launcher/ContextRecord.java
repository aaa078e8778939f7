package io.fswebhook.war.launcher;

import java.util.Map;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A log record with what only the thread that logs knows. */
final class ContextRecord extends LogRecord {

  private static final long serialVersionUID = 1L;

  private final String thread;
  private final transient Map<String, String> context;

  private ContextRecord(LogRecord entry, String thread, Map<String, String> context) {
    super(entry.getLevel(), entry.getMessage());
    this.thread = thread;
    this.context = Map.copyOf(context);
    setInstant(entry.getInstant());
    setLoggerName(entry.getLoggerName());
    setLongThreadID(entry.getLongThreadID());
    setParameters(entry.getParameters());
    setResourceBundle(entry.getResourceBundle());
    setSequenceNumber(entry.getSequenceNumber());
    setSourceClassName(entry.getSourceClassName());
    setSourceMethodName(entry.getSourceMethodName());
    setThrown(entry.getThrown());
  }

  /**
   * As logged by this thread.
   *
   * @param context null for nothing
   */
  static ContextRecord of(LogRecord entry, @Nullable Map<String, String> context) {
    return new ContextRecord(
        entry, Thread.currentThread().getName(), context == null ? Map.of() : context);
  }

  static Map<String, String> contextOf(LogRecord entry) {
    return entry instanceof ContextRecord known ? known.context : Map.of();
  }

  /** Empty if it is not known. */
  static String threadOf(LogRecord entry) {
    return entry instanceof ContextRecord known ? known.thread : "";
  }
}

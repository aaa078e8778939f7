package io.fswebhook.war.launcher;

import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.RedactedUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line per record: time, level, logger, message, followed by the stack trace if there is one.
 */
public final class LineFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(160);
    line.append(time(entry));
    line.append(' ').append(level(entry.getLevel())).append(' ');
    line.append(Printable.line(shortName(entry.getLoggerName()))).append(": ");
    line.append(shown(String.valueOf(formatMessage(entry))));
    String trace = ContextRecord.contextOf(entry).get("trace_id");
    if (trace != null) {
      line.append(" trace_id=").append(Printable.line(trace));
    }
    line.append(System.lineSeparator());
    if (entry.getThrown() != null) {
      appendTrace(line, entry.getThrown());
    }
    return line.toString();
  }

  /** With the machine's offset. */
  static String time(LogRecord entry) {
    return TIME.format(OffsetDateTime.ofInstant(entry.getInstant(), ZoneId.systemDefault()));
  }

  /** SLF4J's level names. */
  static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN ";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
  }

  private static String shortName(String loggerName) {
    return loggerName == null ? "" : loggerName.substring(loggerName.lastIndexOf('.') + 1);
  }

  /** Messages of drivers or plugins may quote a URL with a password. */
  private static String shown(String text) {
    return Printable.line(RedactedUrl.inText(text));
  }

  /** Lines of a multi-line message are indented, so that they are not mistaken for records. */
  private static void appendTrace(StringBuilder line, Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    boolean isFirst = true;
    for (String each : (Iterable<String>) trace.toString().lines()::iterator) {
      if (!isFirst && !each.startsWith("\t") && !each.startsWith("Caused by: ")) {
        line.append('\t');
      }
      line.append(shown(each)).append(System.lineSeparator());
      isFirst = false;
    }
  }
}

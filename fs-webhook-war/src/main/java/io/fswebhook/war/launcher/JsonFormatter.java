package io.fswebhook.war.launcher;

import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.RedactedUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One JSON object per record and line, for programs that collect logs: time, level, logger,
 * message, thread, exception, then what was added by thread, such as {@code trace_id} and {@code
 * delivery_id}.
 */
final class JsonFormatter extends Formatter {

  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "message", "thread", "exception");

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(256);
    add("time", LineFormatter.time(entry), line);
    add("level", LineFormatter.level(entry.getLevel()).strip(), line);
    add("logger", entry.getLoggerName() == null ? "" : entry.getLoggerName(), line);
    add("message", String.valueOf(formatMessage(entry)), line);
    add("thread", ContextRecord.threadOf(entry), line);
    if (entry.getThrown() != null) {
      add("exception", trace(entry.getThrown()), line);
    }
    new TreeMap<>(ContextRecord.contextOf(entry))
        .forEach((name, value) -> add(OWN.contains(name) ? "context." + name : name, value, line));
    return line.append('}').append(System.lineSeparator()).toString();
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** Messages of drivers or plugins may quote a URL with a password. */
  private static void add(String name, String value, StringBuilder line) {
    line.append(line.isEmpty() ? '{' : ',');
    quote(name, line);
    line.append(':');
    quote(RedactedUrl.inText(value), line);
  }

  private static void quote(String text, StringBuilder line) {
    line.append('"');
    text.codePoints().forEach(each -> append(each, line));
    line.append('"');
  }

  /** Escapes what JSON requires, and what a terminal would obey or not show. */
  private static void append(int codePoint, StringBuilder line) {
    switch (codePoint) {
      case '"', '\\' -> line.append('\\').append((char) codePoint);
      case '\n' -> line.append("\\n");
      case '\t' -> line.append("\\t");
      default -> {
        if (Printable.isSeen(codePoint)) {
          line.appendCodePoint(codePoint);
        } else {
          for (char unit : Character.toChars(codePoint)) {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
          }
        }
      }
    }
  }
}

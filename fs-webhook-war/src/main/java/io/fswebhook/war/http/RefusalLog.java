package io.fswebhook.war.http;

import io.fswebhook.core.text.Printable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs refused deliveries, a few per second at most, so that anonymous clients cannot fill the
 * disk. Suppressed lines are counted here and in the metrics.
 */
final class RefusalLog {

  static final int LINES_A_SECOND = 5;

  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private long secondStarted;
  private int lines;
  private long leftOut;

  RefusalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.secondStarted = nanoTime.getAsLong();
  }

  /**
   * Logs one line unless the rate is exceeded.
   *
   * @param cause its message says why and contains no header, body or secret
   */
  void refused(String code, String remoteAddress, Throwable cause) {
    refused(Level.WARN, code, remoteAddress, cause.getMessage());
  }

  /**
   * Logs one line unless the rate is exceeded or the level disabled.
   *
   * @param reason contains no header, body or secret
   */
  synchronized void refused(
      Level level, String code, String remoteAddress, @Nullable String reason) {
    if (!isAskedFor(level)) {
      return;
    }
    startNextSecond();
    if (lines == LINES_A_SECOND) {
      leftOut++;
      return;
    }
    lines++;
    String shown = Printable.line(String.valueOf(reason));
    String line = "Refused a delivery from {}: {} ({})";
    switch (level) {
      case ERROR, WARN -> log.warn(line, remoteAddress, shown, code);
      case INFO -> log.info(line, remoteAddress, shown, code);
      case DEBUG, TRACE -> log.debug(line, remoteAddress, shown, code);
    }
  }

  /** Avoids SLF4J 2 API, since a server may bring an older SLF4J. */
  private static boolean isAskedFor(Level level) {
    return switch (level) {
      case ERROR, WARN -> log.isWarnEnabled();
      case INFO -> log.isInfoEnabled();
      case DEBUG, TRACE -> log.isDebugEnabled();
    };
  }

  private void startNextSecond() {
    long now = nanoTime.getAsLong();
    if (now - secondStarted < SECOND) {
      return;
    }
    if (leftOut > 0) {
      log.warn("Refused {} more deliveries that were not logged individually", leftOut);
    }
    secondStarted = now;
    lines = 0;
    leftOut = 0;
  }
}

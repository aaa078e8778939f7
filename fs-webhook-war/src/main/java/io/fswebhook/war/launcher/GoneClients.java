package io.fswebhook.war.launcher;

import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Suppresses what Jersey logs, as SEVERE and with a stack trace, when a client disconnects before
 * its response: anonymous clients could fill the disk with it. Other messages of Jersey are kept.
 */
public final class GoneClients implements Filter {

  private static final String JERSEYS = "org.glassfish.jersey.server.ServerRuntime$Responder";

  @Override
  public boolean isLoggable(LogRecord line) {
    return !JERSEYS.equals(line.getLoggerName()) || !isOfConnection(line.getThrown());
  }

  private static boolean isOfConnection(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}

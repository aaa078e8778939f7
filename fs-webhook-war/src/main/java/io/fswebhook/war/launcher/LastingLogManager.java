package io.fswebhook.war.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * A log manager that works until the process ends: the JDK's closes all handlers when shutdown
 * begins, which would lose the shutdown's own lines. Defaults to the configuration beside this
 * class.
 */
public final class LastingLogManager extends LogManager {

  private boolean reading;

  @Override
  public void readConfiguration() throws IOException {
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      super.readConfiguration();
      return;
    }
    try (InputStream own = LastingLogManager.class.getResourceAsStream("logging.properties")) {
      readConfiguration(own);
    }
  }

  @Override
  public synchronized void readConfiguration(InputStream configuration) throws IOException {
    reading = true;
    try {
      super.readConfiguration(configuration);
    } finally {
      reading = false;
    }
  }

  /** Part of reading a configuration; otherwise only called by the JDK's shutdown. */
  @Override
  public void reset() {
    if (reading) {
      super.reset();
    }
  }
}

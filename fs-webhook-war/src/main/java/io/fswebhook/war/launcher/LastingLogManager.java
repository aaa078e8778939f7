package io.fswebhook.war.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * java.util.logging that lasts until the process ends: the JDK's own closes every handler as soon
 * as shutdown begins, and the shutdown's own lines would be lost. Without a configuration of the
 * operator's, the one beside this class is taken.
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

  /** Part of reading a configuration; else only the JDK's shutdown calls it. */
  @Override
  public void reset() {
    if (reading) {
      super.reset();
    }
  }
}

package io.fswebhook.war.deploy;

import io.fswebhook.core.lifecycle.DaemonThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the streams of events as soon as the JVM is told to end. A server may wait for all requests
 * before it tells the application that the end has come, and a stream is one that does not end:
 * Open Liberty waits half a minute.
 */
final class EndStreamsAtExit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndStreamsAtExit.class);

  private final Thread hook;

  private EndStreamsAtExit(Thread hook) {
    this.hook = hook;
  }

  static EndStreamsAtExit by(Runnable endStreams) {
    Thread hook = DaemonThread.of("fs-webhook-end-of-streams", endStreams);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is ending already", e);
    }
    return new EndStreamsAtExit(hook);
  }

  /** The JDK's list of hooks would keep this application's classes in memory. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is ending", e);
    }
  }
}

package io.fswebhook.war.runtime;

import io.fswebhook.war.settings.Settings;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The receiver with its settings and metrics, from start to stop; the same on a server and
 * standalone.
 */
public final class RunningReceiver implements AutoCloseable {

  private RunningReceiver() {}

  /**
   * Opens the receiver.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static RunningReceiver start(Settings settings) {
    return new RunningReceiver();
  }

  /** The Jakarta REST application that answers for this receiver. */
  public ResourceConfig application() {
    return new ResourceConfig();
  }

  @Override
  public void close() {}
}

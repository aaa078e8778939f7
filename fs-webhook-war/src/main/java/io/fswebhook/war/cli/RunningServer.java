package io.fswebhook.war.cli;

import io.fswebhook.war.runtime.RunningReceiver;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.standalone.StandaloneServer;
import java.net.URI;
import java.util.function.LongSupplier;

/** The receiver behind the embedded server. */
record RunningServer(StandaloneServer server, RunningReceiver receiver) implements AutoCloseable {

  /**
   * Binds the port, then opens the receiver, then answers deliveries and health checks.
   *
   * @param droppedLogRecords for the metrics
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  // Both are closed by close(), or here if the start fails.
  @SuppressWarnings("resource")
  static RunningServer start(Settings settings, LongSupplier droppedLogRecords) {
    StandaloneServer server = StandaloneServer.bind(settings.http());
    try {
      RunningReceiver receiver = RunningReceiver.start(settings);
      receiver.showDroppedLogRecords(droppedLogRecords);
      try {
        server.serve(receiver.served());
        return new RunningServer(server, receiver);
      } catch (RuntimeException | Error e) {
        receiver.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** Answers all other requests too, which wait until then. */
  void openApplication() {
    server.openApplication();
  }

  URI uri() {
    return server.uri();
  }

  /** Closes the server first, so that requests in flight are answered and no others follow. */
  @Override
  public void close() {
    server.close();
    receiver.close();
  }
}

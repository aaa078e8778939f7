package io.fswebhook.war.cli;

import io.fswebhook.war.kafka.KafkaJars;
import io.fswebhook.war.runtime.RunningReceiver;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.standalone.StandaloneServer;
import io.fswebhook.war.telemetry.Telemetry;
import java.net.URI;
import java.util.function.LongSupplier;

/** The receiver behind the embedded server. */
record RunningServer(StandaloneServer server, RunningReceiver receiver) implements AutoCloseable {

  /** Without Kafka. */
  static RunningServer start(
      Settings settings, LongSupplier droppedLogRecords, Telemetry telemetry) {
    return start(settings, droppedLogRecords, telemetry, KafkaJars.NONE);
  }

  /**
   * Binds the port, then opens the receiver, then answers deliveries and health checks.
   *
   * @param droppedLogRecords for the metrics
   * @param telemetry closed with the server, or if the start fails
   * @param kafka the jars, in case they are needed
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  // Both are closed by close(), or here if the start fails.
  @SuppressWarnings("resource")
  static RunningServer start(
      Settings settings, LongSupplier droppedLogRecords, Telemetry telemetry, KafkaJars kafka) {
    try {
      return start(
          settings, droppedLogRecords, telemetry, kafka, StandaloneServer.bind(settings.http()));
    } catch (RuntimeException | Error e) {
      telemetry.close();
      throw e;
    }
  }

  private static RunningServer start(
      Settings settings,
      LongSupplier droppedLogRecords,
      Telemetry telemetry,
      KafkaJars kafka,
      StandaloneServer server) {
    try {
      RunningReceiver receiver = RunningReceiver.start(settings, telemetry, kafka);
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

package io.fswebhook.war.cli;

import io.fswebhook.war.standalone.SdkTelemetry;
import io.fswebhook.war.telemetry.GlobalTelemetry;
import io.fswebhook.war.telemetry.Telemetry;

/** The telemetry that the environment asks for. */
final class FindTelemetry {

  private static final String FOLDER = "WEB-INF/opentelemetry";

  private FindTelemetry() {}

  /**
   * The SDK's, or that of a Java agent, for which the folder is empty. Without either there is no
   * folder, and no class is loaded.
   */
  static Telemetry of(Host host) {
    String[] jars = host.scratch().resolve(FOLDER).toFile().list();
    if (jars == null) {
      return Telemetry.NONE;
    }
    return jars.length > 0 ? SdkTelemetry.configured() : GlobalTelemetry.find();
  }
}

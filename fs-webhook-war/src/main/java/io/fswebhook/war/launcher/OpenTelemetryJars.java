package io.fswebhook.war.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether the process is to have OpenTelemetry's jars: if an exporter or where it sends to is set.
 * Otherwise they are not even unpacked.
 *
 * @param arguments as typed
 * @param system the system properties
 */
record OpenTelemetryJars(
    List<String> arguments, Map<?, ?> system, Map<String, String> environment) {

  /** Exists in the folder of a process that is to have telemetry; empty if an agent brings it. */
  static final String FOLDER = "WEB-INF/opentelemetry/";

  private static final String AGENT = "io/opentelemetry/javaagent/OpenTelemetryAgent.class";
  private static final Set<String> SWITCHES =
      Set.of(
          "otel.traces.exporter",
          "otel.metrics.exporter",
          "otel.exporter.otlp.endpoint",
          "otel.exporter.otlp.traces.endpoint",
          "otel.exporter.otlp.metrics.endpoint");

  static OpenTelemetryJars of(String[] arguments) {
    return new OpenTelemetryJars(List.of(arguments), System.getProperties(), System.getenv());
  }

  boolean areWanted() {
    return arguments.contains("serve")
        && (system.keySet().stream().anyMatch(SWITCHES::contains)
            || environment.keySet().stream().anyMatch(name -> SWITCHES.contains(property(name))));
  }

  /** Where nothing is unpacked: says in the folder of the process whether to use them. */
  void findOnClassPath(Path folder) throws IOException {
    boolean agent = areBroughtByAgent();
    if (agent || areWanted()) {
      Path jars = Files.createDirectories(folder.resolve(FOLDER));
      if (!agent) {
        Files.createFile(jars.resolve("on-class-path"));
      }
    }
  }

  /** As OpenTelemetry derives it from the name of a variable. */
  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The JVM adds an agent's jar to the class path. */
  static boolean areBroughtByAgent() {
    return ClassLoader.getSystemResource(AGENT) != null;
  }
}

package io.fswebhook.war.cli;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.settings.Installation;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = "Runs the receiver until it is stopped (SIGTERM or Ctrl+C).",
    footer = {
      "",
      "Settings come from system properties, the environment, <home>/fs-webhook.properties and",
      "conf/fs-webhook.properties of the unpacked archive.",
      "One must be set: fs.webhook.signing-secrets, or FS_WEBHOOK_SIGNING_SECRETS."
    })
final class ServeCommand extends CliCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Host host;

  @Option(names = "--home", paramLabel = "DIR", description = HOME_DESCRIPTION)
  private @Nullable Path home;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Overrides fs.webhook.http.port, by default 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--watch-plugin",
      paramLabel = "PATH",
      description = {
        "A plugin in development: a folder of class files such as target/classes, a jar, or a",
        "folder of jars. Changes are loaded at once. May be given several times."
      })
  private List<Path> watched = List.of();

  ServeCommand(Host host) {
    this.host = host;
  }

  private List<Path> copyKafka(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Map.Entry<String, byte[]> jar :
        WarFolder.files(host.war(), "kafka", name -> name.endsWith(".jar")).entrySet()) {
      jars.add(Files.write(folder.resolve(jar.getKey()), jar.getValue()));
    }
    return jars;
  }

  @Override
  public Integer call() throws InterruptedException {
    watched.forEach(this::checkIsThere);
    Settings settings =
        SettingsLoader.load(overrides(), Installation.ofThisProcess())
            .watching(watched.stream().map(path -> path.toAbsolutePath().normalize()).toList());
    host.logFormat().accept(settings.jsonLog(), MDC::getCopyOfContextMap);
    RunningServer server =
        RunningServer.start(
            settings, host.droppedLogRecords(), FindTelemetry.of(host), this::copyKafka);
    host.atShutdown().accept(() -> stop(server));
    LOG.info(
        "Listening on {}/webhook, console at {}/console/, admin token in {}, home {}, plugins {}",
        server.uri(),
        server.uri(),
        settings.adminTokenPlace(),
        settings.home().toAbsolutePath(),
        settings.receiver().plugins().pluginsDir().toAbsolutePath());
    server.openApplication();
    new CountDownLatch(1).await();
    return 0;
  }

  private void checkIsThere(Path path) {
    if (!Files.exists(path)) {
      throw wrongUse(
          "--watch-plugin names " + path + ", which does not exist. Compile the plugin first");
    }
  }

  private static void stop(RunningServer server) {
    LOG.info("Stopping: no new requests, running handlers get their time");
    server.close();
    LOG.info("Stopped");
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new HashMap<>();
    if (home != null) {
      overrides.put("fs.webhook.home", home.toString());
    }
    if (port != null) {
      overrides.put("fs.webhook.http.port", port.toString());
    }
    return overrides;
  }
}

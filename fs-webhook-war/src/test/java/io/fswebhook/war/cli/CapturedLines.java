package io.fswebhook.war.cli;

import io.fswebhook.war.launcher.GoneClients;
import io.fswebhook.war.launcher.LineFormatter;
import io.fswebhook.war.settings.Installation;
import io.fswebhook.war.settings.SettingsLoader;
import io.fswebhook.war.telemetry.Telemetry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes what a receiver in this JVM would log, in place of the console. */
final class CapturedLines extends Handler {

  private final List<String> all = new CopyOnWriteArrayList<>();
  private final LineFormatter formatter = new LineFormatter();
  private final Logger root = Logger.getLogger("");
  private final Handler[] usual = root.getHandlers();

  CapturedLines() {
    setFilter(new GoneClients());
    for (Handler handler : usual) {
      root.removeHandler(handler);
    }
    root.addHandler(this);
  }

  /** A receiver on any free port. */
  static RunningServer receiver(Path home) {
    RunningServer server =
        RunningServer.start(
            SettingsLoader.load(
                Map.of(
                    "fs.webhook.home", home.toString(),
                    "fs.webhook.signing-secrets", "secret",
                    "fs.webhook.http.port", "0"),
                Installation.in(home)),
            () -> 0,
            Telemetry.NONE);
    server.openApplication();
    return server;
  }

  List<String> all() {
    return all;
  }

  void clear() {
    all.clear();
  }

  void stop() {
    root.removeHandler(this);
    for (Handler handler : usual) {
      root.addHandler(handler);
    }
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) {
      all.add(formatter.format(line));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}

package io.fswebhook.war.cli;

import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Shows the whole way of an event, with nothing to set up.",
      "Starts a receiver with the sample plugins in a folder of its own, sends it one signed event",
      "of each kind, prints what the handlers did, and stays up until it is stopped. Its folder",
      "is deleted then."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  DemoCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    HandlerLines lines = new HandlerLines(out);
    DemoLog log = DemoLog.into(lines);
    DemoTargets targets = DemoTargets.start(lines);
    DemoHome home = DemoHome.create(host, targets.handlerSettings());
    Settings settings = SettingsLoader.load(home.overrides(), home.path());
    RunningServer server = RunningServer.start(settings, host.droppedLogRecords());
    host.atShutdown()
        .accept(
            () -> {
              server.close();
              targets.close();
              log.close();
            });
    new DemoStory(out, lines, home, host.war(), server.uri()).tell();
    lines.follow();
    new CountDownLatch(1).await();
    return 0;
  }
}

package io.fswebhook.war.bench;

import io.fswebhook.war.it.InstalledCommand;
import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Milliseconds from the start of a command to its end, beside a JVM that does nothing. */
final class CommandStart {

  private static final int STARTS = 9;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;
  private final List<String> options;

  private CommandStart(Path folder, BenchedServer receiver, Path home) {
    this.folder = folder;
    this.options =
        List.of(
            "--url", receiver.uri().toString(), "--token-file", home.resolve("admin-token") + "");
  }

  /** One way to start a command. */
  @FunctionalInterface
  private interface Start {

    WarProcess with(List<String> arguments) throws Exception;
  }

  /** Writes the medians into the page. */
  static void run(BenchmarkOptions options, Path folder) throws Exception {
    Path home = folder.resolve("asked");
    try (BenchedServer receiver = BenchedServer.ofWar(home, Map.of())) {
      String table = new CommandStart(folder, receiver, home).table(receiver);
      ReportPage.write(
          options.page(), "commands", "\n" + ReportPage.measuredOn(options) + "\n\n" + table);
    }
  }

  private String table(BenchedServer receiver) throws Exception {
    InstalledCommand installed = InstalledCommand.in(Files.createDirectory(folder.resolve("bin")));
    Start war = arguments -> start(List.of("-jar", System.getProperty("it.war")), arguments);
    Start script = arguments -> installed.start(arguments.toArray(String[]::new));
    List<List<String>> commands =
        List.of(
            List.of("--version"),
            asking("handlers"),
            asking("deliveries"),
            List.of(
                "send",
                "note.created",
                "--secret",
                Events.SECRET,
                "--url",
                receiver.uri().resolve("/webhook").toString()));
    double bare = median(arguments -> start(List.of("-version"), arguments), List.of());
    List<List<Double>> figures = new ArrayList<>();
    for (List<String> command : commands) {
      figures.add(new ArrayList<>(List.of(median(war, command), median(script, command))));
    }
    end(installed.start("--prepare"));
    for (int i = 0; i < commands.size(); i++) {
      figures.get(i).add(median(script, commands.get(i)));
    }
    return rows(bare, commands, figures);
  }

  private List<String> asking(String command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(options);
    return all;
  }

  private static String rows(double bare, List<List<String>> commands, List<List<Double>> figures) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Medians of %d, in milliseconds; in brackets, of `java -version`, which takes %.0f.%n%n"
                    + "| command | `java -jar` | `bin/fs-webhook` | with its archive |%n"
                    + "|---|---|---|---|%n",
                STARTS,
                bare));
    for (int i = 0; i < commands.size(); i++) {
      text.append("| `").append(commands.get(i).get(0)).append('`');
      for (double millis : figures.get(i)) {
        text.append(String.format(Locale.ROOT, " | %,.0f (%.1f)", millis, millis / bare));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private static double median(Start start, List<String> arguments) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      long begin = System.nanoTime();
      end(start.with(arguments));
      millis.add((System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }
    return Medians.of(millis);
  }

  private static void end(WarProcess command) throws Exception {
    try (command) {
      if (command.awaitExit(LIMIT) != 0) {
        throw new IOException("it failed: " + command);
      }
    }
  }

  private WarProcess start(List<String> how, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java") + ""));
    command.addAll(how);
    command.addAll(arguments);
    return new WarProcess(new ProcessBuilder(command).directory(folder.toFile()).start());
  }
}

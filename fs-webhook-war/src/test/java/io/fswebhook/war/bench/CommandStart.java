package io.fswebhook.war.bench;

import com.sun.net.httpserver.HttpServer;
import io.fswebhook.war.it.InstalledCommand;
import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Milliseconds from the start of a command to its end, beside a JVM that does nothing. */
final class CommandStart {

  private static final int STARTS = 9;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;
  private final List<List<String>> commands;

  private CommandStart(Path folder, List<List<String>> commands) {
    this.folder = folder;
    this.commands = commands;
  }

  /** One way to start a command. */
  @FunctionalInterface
  private interface Start {

    WarProcess with(List<String> arguments) throws Exception;
  }

  /** Writes the medians into the page. */
  static void run(BenchmarkOptions options, Path folder) throws Exception {
    Path home = folder.resolve("asked");
    HttpServer fullStory = emptyFullStory();
    try (BenchedServer receiver = BenchedServer.ofWar(home, Map.of())) {
      String token = home.resolve("admin-token").toString();
      String table =
          new CommandStart(
                  folder, commands(receiver.uri(), token, fullStory.getAddress().getPort()))
              .table();
      ReportPage.write(
          options.page(), "commands", "\n" + ReportPage.measuredOn(options) + "\n\n" + table);
    } finally {
      fullStory.stop(0);
    }
  }

  /** Has no endpoints. Without TLS, whose handshake depends on the network more than on us. */
  private static HttpServer emptyFullStory() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] none = "{\"endpoints\":[]}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(HttpURLConnection.HTTP_OK, none.length);
          call.getResponseBody().write(none);
          call.close();
        });
    server.start();
    return server;
  }

  private static List<List<String>> commands(URI receiver, String token, int fullStory) {
    List<String> asked = List.of("--url", receiver.toString(), "--token-file", token);
    String webhook = receiver.resolve("/webhook").toString();
    return List.of(
        List.of("--version"),
        with(asked, "handlers"),
        with(asked, "deliveries"),
        List.of("send", "note.created", "--secret", Events.SECRET, "--url", webhook),
        with(
            List.of("--fullstory-url", "http://127.0.0.1:" + fullStory, "--api-key-file", token),
            "endpoints",
            "list"));
  }

  private static List<String> with(List<String> options, String... command) {
    return Stream.concat(Stream.of(command), options.stream()).toList();
  }

  private String table() throws Exception {
    InstalledCommand installed = InstalledCommand.in(Files.createDirectory(folder.resolve("bin")));
    Start war = arguments -> start(List.of("-jar", System.getProperty("it.war")), arguments);
    Start script = arguments -> installed.start(arguments.toArray(String[]::new));
    double bare = median(arguments -> start(List.of("-version"), arguments), List.of());
    List<List<Double>> figures = new ArrayList<>();
    for (List<String> command : commands) {
      figures.add(new ArrayList<>(List.of(median(war, command), median(script, command))));
    }
    end(installed.start("--prepare"));
    for (int i = 0; i < commands.size(); i++) {
      figures.get(i).add(median(script, commands.get(i)));
    }
    return rows(bare, figures);
  }

  private String rows(double bare, List<List<Double>> figures) {
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
      text.append("| `").append(words(commands.get(i))).append('`');
      for (double millis : figures.get(i)) {
        text.append(String.format(Locale.ROOT, " | %,.0f (%.1f)", millis, millis / bare));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  /** Without options. */
  private static String words(List<String> command) {
    return command.get(0).equals("endpoints") ? "endpoints list" : command.get(0);
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

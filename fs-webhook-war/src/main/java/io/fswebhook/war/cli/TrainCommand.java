package io.fswebhook.war.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fswebhook.war.cli.line.CliCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "train",
    hidden = true,
    description = {
      "Loads the classes that commands use, so that the JVM can list them for its shared archive:",
      "asks every command for its help, and runs those that call a receiver or FullStory against",
      "a server that knows nothing. Run by bin/fs-webhook --prepare."
    })
final class TrainCommand extends CliCommand {

  private static final byte[] ANSWER =
      "{\"code\":\"not-found\",\"detail\":\"training\"}".getBytes(StandardCharsets.UTF_8);
  private static final int NOT_FOUND = 404;
  private static final long LONGEST_MILLIS = 2_000;

  /** The only argument of a command: the name of an event for one, an unknown id for others. */
  private static final List<String> ARGUMENT = List.of("note.created");

  private final Host host;

  TrainCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", TrainCommand::answer);
    server.start();
    String address = "://127.0.0.1:" + server.getAddress().getPort();
    for (List<String> words : words("http" + address)) {
      run(words);
    }
    run(List.of("send", "note.created", "--secret", "training", "--url", "https" + address));
    server.stop(0);
    return 0;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(NOT_FOUND, ANSWER.length);
    exchange.getResponseBody().write(ANSWER);
    exchange.close();
  }

  /** Those that follow what arrives do not end by themselves. */
  private void run(List<String> words) throws InterruptedException {
    Thread command =
        new Thread(() -> line().execute(words.toArray(String[]::new)), "training-command");
    command.setDaemon(true);
    command.start();
    command.join(LONGEST_MILLIS);
  }

  private CommandLine line() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Commands.line(host).setOut(nowhere).setErr(nowhere);
  }

  private List<List<String>> words(String url) throws IOException {
    Map<String, String> options = options(url);
    return Stream.concat(
            all(line()).map(each -> with(words(each), List.of("--help"))),
            all(line())
                .filter(TrainCommand::isCall)
                .map(each -> with(words(each), known(options, each)))
                .flatMap(words -> Stream.of(words, with(words, ARGUMENT))))
        .toList();
  }

  private Map<String, String> options(String url) throws IOException {
    String file = Files.writeString(host.scratch().resolve("secret"), "training").toString();
    return Map.of(
        "--url", url,
        "--token-file", file,
        "--secret-file", file,
        "--forward", url,
        "--fullstory-url", url,
        "--api-key-file", file);
  }

  private static boolean isCall(CommandLine line) {
    return has("--url", line) || has("--fullstory-url", line);
  }

  private static boolean has(String option, CommandLine line) {
    return line.getCommandSpec().findOption(option) != null;
  }

  private static List<String> known(Map<String, String> options, CommandLine line) {
    return options.entrySet().stream()
        .filter(option -> has(option.getKey(), line))
        .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
        .toList();
  }

  private static Stream<CommandLine> all(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(TrainCommand::all));
  }

  /** What is typed for a command, without the program's name. */
  private static List<String> words(CommandLine line) {
    return Stream.of(line.getCommandSpec().qualifiedName().split(" ")).skip(1).toList();
  }

  private static List<String> with(List<String> words, List<String> more) {
    return Stream.concat(words.stream(), more.stream()).toList();
  }
}

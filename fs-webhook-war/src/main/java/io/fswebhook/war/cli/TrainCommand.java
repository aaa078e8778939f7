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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "train",
    hidden = true,
    description = {
      "Loads the classes that commands use, so that the JVM can list them for its shared archive:",
      "asks every command for its help, and runs those that talk to a receiver against a server",
      "that knows nothing. Run by bin/fs-webhook --prepare."
    })
final class TrainCommand extends CliCommand {

  private static final byte[] ANSWER =
      "{\"code\":\"not-found\",\"detail\":\"training\"}".getBytes(StandardCharsets.UTF_8);
  private static final String TOKEN_FILE = "--token-file";
  private static final int NOT_FOUND = 404;
  private static final long LONGEST_MILLIS = 2_000;

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
    Path token = Files.writeString(host.scratch().resolve("token"), "training");
    List<String> receiver =
        List.of(
            "--url",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            TOKEN_FILE,
            token.toString());
    for (List<String> words : Stream.concat(helps(line()), calls(line(), receiver)).toList()) {
      run(words);
    }
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

  private static Stream<List<String>> helps(CommandLine line) {
    return all(line).map(each -> with(words(each), List.of("--help")));
  }

  private static Stream<List<String>> calls(CommandLine line, List<String> receiver) {
    return all(line)
        .filter(each -> each.getCommandSpec().findOption(TOKEN_FILE) != null)
        .map(each -> with(words(each), receiver))
        .flatMap(words -> Stream.of(words, with(words, List.of("training"))));
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

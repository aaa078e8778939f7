package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = {
      "Removes the subscription of a handler whose plugin is gone.",
      "Its pending tasks are discarded, and can still be replayed until they are deleted."
    })
final class RemoveHandlerCommand extends CliCommand {

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();

  @Option(names = "--yes", description = "Skip the confirmation.")
  private boolean yes;

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "NAME", description = "The name of the handler.")
  private String name = "";

  @Override
  public Integer call() throws InterruptedException {
    ReceiverClient client = receiver.client(this);
    String path = "handlers/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    try {
      long pending = client.delete(path + "?dryRun=true").getJsonNumber("pending").longValue();
      if (!yes && !isConfirmed(pending)) {
        complain("Nothing was done.");
        return 1;
      }
      print(pending, client.delete(path));
      return 0;
    } catch (IOException e) {
      complain(e.getMessage());
      return 1;
    }
  }

  /** On standard error, so that standard output contains only the result. */
  private boolean isConfirmed(long pending) throws IOException {
    err()
        .print(
            "Remove the subscription of handler "
                + name
                + "? Its pending tasks: "
                + pending
                + ", which will be discarded. [y/N] ");
    err().flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String line = in.readLine();
    return line != null && (line.strip().equals("y") || line.strip().equals("yes"));
  }

  private void print(long pending, JsonObject answer) {
    boolean isDone = answer.containsKey("discarded");
    long discarded = isDone ? answer.getJsonNumber("discarded").longValue() : pending;
    if (output.isJson()) {
      say(
          Json.createObjectBuilder()
              .add("handler", name)
              .add("status", isDone ? "removed" : "running")
              .add("discarded", discarded)
              .build());
    } else if (isDone) {
      say("Handler " + name + " is not subscribed any more; discarded: " + discarded);
    } else {
      say(
          "Handler "
              + name
              + " is not subscribed any more; what waits for it is still being discarded.");
    }
  }
}

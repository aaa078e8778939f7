package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description =
        "Explains why a running receiver rejected a request, and what would make it valid.")
final class ExplainCommand extends ReceiverCommand {

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The id of a rejection; by default the latest.")
  private @Nullable String id;

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    String chosen = id == null ? latest(client) : id;
    if (chosen == null) {
      complain("No request was rejected.");
      return 1;
    }
    JsonObject rejection = client.get(ApiPath.of("rejections", chosen));
    if (isJson()) {
      say(rejection);
    } else {
      print(rejection);
    }
    return 0;
  }

  private static @Nullable String latest(ReceiverClient client)
      throws IOException, InterruptedException {
    JsonArray items =
        client.get(ApiPath.with("rejections", Map.of("limit", "1"))).getJsonArray("items");
    return items.isEmpty() ? null : items.getJsonObject(0).getString("id");
  }

  private void print(JsonObject rejection) {
    Facts.of(rejection)
        .add("Rejection", "id")
        .addTime("Received", "receivedAt")
        .add("From", "address")
        .add("Reason", "reason")
        .add("Detail", "detail")
        .add("Header", "header")
        .add("Bytes", "size")
        .add("Similar, not stored", "leftOut")
        .lines()
        .forEach(this::say);
    JsonArray findings = rejection.getJsonArray("findings");
    if (!findings.isEmpty()) {
      say("");
      findings.getValuesAs(JsonObject.class).forEach(each -> sayLine(each.getString("sentence")));
    }
    if (rejection.containsKey("body")) {
      say("");
      say(Printable.lines(rejection.getString("body")));
    }
  }
}

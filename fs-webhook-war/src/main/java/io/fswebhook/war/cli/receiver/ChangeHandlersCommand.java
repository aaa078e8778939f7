package io.fswebhook.war.cli.receiver;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the state of handlers, one after the other. */
abstract class ChangeHandlersCommand extends ReceiverCommand {

  private final String verb;
  private final String state;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "The names of handlers.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "All handlers, in place of names.")
  private boolean all;

  ChangeHandlersCommand(String verb, String state) {
    this.verb = verb;
    this.state = state;
  }

  /** The first that cannot be changed ends it. */
  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    if (all != names.isEmpty()) {
      throw wrongUse("Say which handlers: their names, or --all");
    }
    JsonArrayBuilder changed = Json.createArrayBuilder();
    for (String name : all ? all(client) : names) {
      client.post(ApiPath.of("handlers", name, verb), JsonValue.EMPTY_JSON_OBJECT);
      changed.add(Json.createObjectBuilder().add("handler", name).add("status", state));
      if (!isJson()) {
        sayLine("Handler " + name + " is " + state + ".");
      }
    }
    if (isJson()) {
      say(Json.createObjectBuilder().add("items", changed).build());
    }
    return 0;
  }

  /** Those that are there now, and those that are subscribed without. */
  private List<String> all(ReceiverClient client) throws IOException, InterruptedException {
    List<String> all =
        client.get("handlers").getJsonArray("items").getValuesAs(JsonObject.class).stream()
            .map(each -> each.getString("name"))
            .toList();
    if (all.isEmpty()) {
      complain("There are no handlers to " + verb + ".");
    }
    return all;
  }
}

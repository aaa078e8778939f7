package io.fswebhook.war.cli.receiver;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Changes the state of handlers, one after the other. */
abstract class ChangeHandlersCommand extends ReceiverCommand {

  private final String verb;
  private final String state;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "The names of handlers.")
  private List<String> names = List.of();

  ChangeHandlersCommand(String verb, String state) {
    this.verb = verb;
    this.state = state;
  }

  /** The first that cannot be changed ends it. */
  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonArrayBuilder changed = Json.createArrayBuilder();
    for (String name : names) {
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
}

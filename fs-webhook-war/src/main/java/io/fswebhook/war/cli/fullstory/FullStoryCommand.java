package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A command that calls FullStory; when that fails, the answer is no. */
abstract class FullStoryCommand extends CliCommand {

  @Mixin private FullStoryOptions fullStory = new FullStoryOptions();

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public final Integer call() throws InterruptedException {
    FullStoryClient client = fullStory.client(this);
    try {
      return call(client);
    } catch (IOException e) {
      complain(e.getMessage());
      return 1;
    }
  }

  /** Returns the exit code. */
  abstract int call(FullStoryClient client) throws IOException, InterruptedException;

  final boolean isJson() {
    return output.isJson();
  }

  /** As the receiver's API writes lists. */
  final <T> void sayItems(List<T> items, Function<T, JsonObject> json) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    items.forEach(item -> array.add(json.apply(item)));
    say(Json.createObjectBuilder().add("items", array).build());
  }
}

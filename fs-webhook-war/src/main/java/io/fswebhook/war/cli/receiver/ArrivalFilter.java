package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CliCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deliveries, by what is known when they arrive: filters of the API, under its names. */
public final class ArrivalFilter {

  @Option(names = "--source", paramLabel = "SOURCE", description = "webhook or stream.")
  private @Nullable String source;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "The name of an event; of a stream, stream: and its name.")
  private @Nullable String event;

  @Option(names = "--handler", paramLabel = "NAME", description = "With a task of this handler.")
  private @Nullable String handler;

  @Option(names = "--organisation", paramLabel = "ID", description = "Of this organisation.")
  private @Nullable String organisation;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Whose body contains this text, as it was sent. The case of A to Z is ignored.")
  private @Nullable String text;

  /** Those that were given, by their names in the API. */
  public Map<String, String> given(CliCommand command) {
    Map<String, String> given = new LinkedHashMap<>();
    add(given, "source", source, command);
    add(given, "event", event, command);
    add(given, "handler", handler, command);
    add(given, "organisation", organisation, command);
    add(given, "text", text, command);
    return given;
  }

  /** An empty one would count as none, and more would match than was meant. */
  static void add(
      Map<String, String> given, String name, @Nullable String value, CliCommand command) {
    if (value == null) {
      return;
    }
    if (value.isEmpty()) {
      throw command.wrongUse("--" + name + " must not be empty; leave it out to match all");
    }
    given.put(name, value);
  }
}

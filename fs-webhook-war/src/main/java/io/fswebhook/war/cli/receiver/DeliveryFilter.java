package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CliCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deliveries: the filters of the API, under its names. */
public final class DeliveryFilter {

  @Option(names = "--source", paramLabel = "SOURCE", description = "webhook or stream.")
  private @Nullable String source;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "The name of an event; of a stream, stream: and its name.")
  private @Nullable String event;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "With a task that is pending, retrying, succeeded, dead or discarded.")
  private @Nullable String state;

  @Option(names = "--handler", paramLabel = "NAME", description = "With a task of this handler.")
  private @Nullable String handler;

  @Option(names = "--organisation", paramLabel = "ID", description = "Of this organisation.")
  private @Nullable String organisation;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Received at this time or later, such as 2026-01-31T12:00:00Z.")
  private @Nullable String from;

  @Option(names = "--before", paramLabel = "TIME", description = "Received before this time.")
  private @Nullable String before;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Whose body contains this text, as it was sent. The case of A to Z is ignored.")
  private @Nullable String text;

  @Option(
      names = "--error",
      paramLabel = "KIND",
      description = "Whose last error is of this kind; the API's error-groups lists them.")
  private @Nullable String error;

  /** Those that were given, by their names in the API. */
  public Map<String, String> given(CliCommand command) {
    Map<String, String> given = new LinkedHashMap<>();
    add(given, "source", source, command);
    add(given, "event", event, command);
    add(given, "state", state, command);
    add(given, "handler", handler, command);
    add(given, "organisation", organisation, command);
    add(given, "from", from, command);
    add(given, "before", before, command);
    add(given, "text", text, command);
    add(given, "error", error, command);
    return given;
  }

  /** An empty one would count as none, and more would match than was meant. */
  private static void add(
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

package io.fswebhook.war.cli.receiver;

import static io.fswebhook.war.cli.receiver.ArrivalFilter.add;

import io.fswebhook.war.cli.line.CliCommand;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which deliveries: all filters of the API, under its names. */
final class DeliveryFilter {

  @Mixin private ArrivalFilter arrival = new ArrivalFilter();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "With a task that is pending, retrying, succeeded, dead or discarded.")
  private @Nullable String state;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Received at this time or later, such as 2026-01-31T12:00:00Z.")
  private @Nullable String from;

  @Option(names = "--before", paramLabel = "TIME", description = "Received before this time.")
  private @Nullable String before;

  @Option(
      names = "--error",
      paramLabel = "KIND",
      description = "Whose last error is of this kind; the API's error-groups lists them.")
  private @Nullable String error;

  /** Those that were given, by their names in the API. */
  Map<String, String> given(CliCommand command) {
    Map<String, String> given = arrival.given(command);
    add(given, "state", state, command);
    add(given, "from", from, command);
    add(given, "before", before, command);
    add(given, "error", error, command);
    return given;
  }
}

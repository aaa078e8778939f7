package io.fswebhook.war.cli.receiver;

import io.fswebhook.api.ExpressionValue;
import io.fswebhook.core.parse.JsonReader;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.rule.EventValues;
import io.fswebhook.core.rule.ExpressionCompiler;
import io.fswebhook.core.rule.ExpressionFailedException;
import io.fswebhook.core.rule.ExpressionSyntaxException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.Transform;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "try-rule",
    description = {
      "Shows what the rules of a handler say of an event, one in a file or a delivery of a running",
      "receiver: whether a filter, as in fs.webhook.handlers.<name>.filter, matches, and what a",
      "body, as in .body, makes of it."
    })
final class TryRuleCommand extends CliCommand {

  @Option(
      names = "--filter",
      paramLabel = "EXPRESSION",
      description = "A JSONata expression that is true or false, such as 'data.value > 100'.")
  private @Nullable String filter;

  @Option(
      names = "--body",
      paramLabel = "EXPRESSION",
      description = "A JSONata expression that makes JSON or a text, such as '{\"id\": data.id}'.")
  private @Nullable String body;

  @Option(
      names = "--event",
      paramLabel = "NAME",
      description = "What $eventName is for a file; by default the eventName in it.")
  private @Nullable String eventName;

  @Parameters(
      paramLabel = "FILE|ID",
      description = "A file with the body of an event, or the id of a delivery.")
  private String event = "";

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws InterruptedException {
    if (filter == null && body == null) {
      throw wrongUse("--filter or --body is missing: give the expression to try");
    }
    Filter matched = filter == null ? null : compiled("--filter", filter, Filter::compile);
    Transform made = body == null ? null : compiled("--body", body, Transform::compile);
    return ReceiverCommand.asking(this, () -> answer(matched, made, values()));
  }

  private <T> T compiled(String option, String text, ExpressionCompiler<T> compiler) {
    try {
      return compiler.compile(text);
    } catch (ExpressionSyntaxException e) {
      throw wrongUse(option + " must be a JSONata expression: " + e.getMessage());
    }
  }

  private EventValues values() throws IOException, InterruptedException {
    Path file = Path.of(event);
    return Files.isRegularFile(file) ? ofFile(file) : ofDelivery();
  }

  private EventValues ofFile(Path file) {
    byte[] body;
    try {
      body = Files.readAllBytes(file);
    } catch (IOException e) {
      throw wrongUse("FILE is " + file + ", which cannot be read: " + Reasons.of(e), e);
    }
    try {
      Object value = new JsonReader().readValue(body).value();
      Object named = value instanceof Map<?, ?> members ? members.get("eventName") : null;
      String given = eventName == null && named instanceof String text ? text : eventName;
      return new EventValues(given == null ? "" : given, null, body);
    } catch (MalformedPayloadException e) {
      throw wrongUse("FILE is " + file + ", which is no JSON: " + e.getMessage());
    }
  }

  private EventValues ofDelivery() throws IOException, InterruptedException {
    if (!event.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw wrongUse("FILE does not exist: " + event);
    }
    JsonObject delivery = receiver.client(this).get(ApiPath.of("deliveries", event));
    return new EventValues(
            delivery.getString("event"),
            delivery.getString("organisation", null),
            delivery.getString("body", "").getBytes(StandardCharsets.UTF_8))
        .stored(event, Instant.parse(delivery.getString("receivedAt")));
  }

  private int answer(@Nullable Filter matched, @Nullable Transform made, EventValues values) {
    try {
      boolean matches = matched == null || matched.matches(values);
      if (!matches || made == null) {
        print(new Tried(matches, null, null), matches ? "matches" : "does not match");
        return matches ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      ExpressionValue value = made.of(values);
      if (value == null) {
        return failed("the body makes nothing");
      }
      print(new Tried(true, value.text(), null), value.text());
      return ExitCode.OK;
    } catch (ExpressionFailedException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private int failed(String why) {
    print(new Tried(false, null, why), "fails, and a task would fail with it: " + why);
    return ExitCode.SOFTWARE;
  }

  private void print(Tried tried, String words) {
    say(output.isJson() ? OutputOption.json(tried) : Printable.lines(words));
  }

  /**
   * The result. Public for JSON-B.
   *
   * @param result what the body makes; null without one, or where the filter does not match
   */
  public record Tried(boolean matches, @Nullable String result, @Nullable String error) {}
}

package io.fswebhook.war.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.war.cli.line.CliCommand;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deliveries a command follows; the filters have the names that they have in the API. */
final class FeedOptions {

  private static final String NOW = "now";

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "Only this event; of a stream, stream: and its name.")
  private @Nullable String event;

  @Option(
      names = "--organisation",
      paramLabel = "ORG",
      description = "Only deliveries of this organisation.")
  private @Nullable String organisation;

  @Option(
      names = "--handler",
      paramLabel = "HANDLER",
      description = "Only deliveries that this handler gets.")
  private @Nullable String handler;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only deliveries of webhooks or of streams: webhook or stream.")
  private @Nullable String source;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only deliveries whose body contains this, ignoring the case of A to Z.")
  private @Nullable String text;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Begin with what was received at this time, such as 2026-01-31T12:00:00Z.")
  private @Nullable String from;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after this many deliveries; by default never.")
  private @Nullable Long count;

  /** The part of a query that selects, empty or beginning with an ampersand. */
  String filter() {
    StringJoiner query = new StringJoiner("");
    add(query, "event", event);
    add(query, "organisation", organisation);
    add(query, "handler", handler);
    add(query, "source", source);
    add(query, "text", text);
    return query.toString();
  }

  /** The part of a query that says where a feed begins. */
  String beginning() {
    StringJoiner query = new StringJoiner("");
    add(query, "from", NOW.equals(from) ? null : from);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, @Nullable String value) {
    if (value != null) {
      query.add("&" + name + "=" + URLEncoder.encode(value, UTF_8));
    }
  }

  boolean hasBeginning() {
    return from != null;
  }

  long count() {
    return count == null ? Long.MAX_VALUE : count;
  }

  void check(CliCommand command) {
    if (count != null && count < 1) {
      throw command.wrongUse("--count must be 1 or more, was " + count);
    }
    if (from != null && !from.equals(NOW) && !isTime(from)) {
      throw command.wrongUse(
          "--from must be now, or a time such as 2026-01-31T12:00:00Z, was " + from);
    }
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}

package io.fswebhook.war.cli.follow;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.receiver.ArrivalFilter;
import io.fswebhook.war.cli.receiver.ReceiverClient;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which deliveries a command follows, from when on, and how many. */
final class FeedOptions {

  private static final String NOW = "now";

  @Mixin private ArrivalFilter filter = new ArrivalFilter();

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

  /** Which deliveries, by the names that the API has for it. */
  Map<String, String> filter(CliCommand command) {
    return filter.given(command);
  }

  /** The part of a query that says where a feed begins. */
  private Map<String, String> beginning() {
    return from == null || from.equals(NOW) ? Map.of() : Map.of("from", from);
  }

  /**
   * A feed.
   *
   * @param limit how many deliveries it reads at a time
   * @param cursor where it goes on; null to begin as the options say
   */
  Feed feed(
      CliCommand command,
      ReceiverClient client,
      int limit,
      @Nullable String cursor,
      Outage outage) {
    Map<String, String> query = filter(command);
    query.put("limit", String.valueOf(limit));
    return new Feed(client, query, beginning(), cursor, outage);
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

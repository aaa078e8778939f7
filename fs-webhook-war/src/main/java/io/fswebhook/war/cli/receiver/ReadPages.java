package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.ProgressLine;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Reads a list that comes in pages, up to a limit. */
final class ReadPages {

  private static final int MOST_IN_PAGE = 200;
  private static final String CURSOR = "nextCursor";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; by default ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Continues after an earlier list.")
  private @Nullable String cursor;

  /** The items, and {@code nextCursor} if there are more. */
  JsonObject of(String path, Map<String, String> query, CliCommand command, ReceiverClient client)
      throws IOException, InterruptedException {
    if (limit < 1) {
      throw command.wrongUse("--limit must be 1 or more, was " + limit);
    }
    ProgressLine progress = new ProgressLine(command.err(), ProgressLine.isTerminal());
    JsonArrayBuilder items = Json.createArrayBuilder();
    String next = cursor;
    int left = limit;
    do {
      JsonObject page = client.get(ApiPath.with(path, query(query, left, next)));
      page.getJsonArray("items").forEach(items::add);
      left -= page.getJsonArray("items").size();
      next = page.getString(CURSOR, null);
      if (page.containsKey("searchedTo")) {
        progress.show("Searched back to " + page.getString("searchedTo"));
      }
    } while (left > 0 && next != null);
    progress.clear();
    return list(items, next);
  }

  private static Map<String, String> query(
      Map<String, String> filter, int left, @Nullable String cursor) {
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("limit", String.valueOf(Math.min(MOST_IN_PAGE, left)));
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    return query;
  }

  private static JsonObject list(JsonArrayBuilder items, @Nullable String next) {
    JsonObjectBuilder list = Json.createObjectBuilder().add("items", items);
    return next == null ? list.build() : list.add(CURSOR, next).build();
  }

  /** Says how to go on, if there is more. */
  static void sayWhetherMore(JsonObject list, CliCommand command) {
    if (list.containsKey(CURSOR)) {
      command.complain("There are more: --limit N, or --cursor " + list.getString(CURSOR));
    }
  }
}

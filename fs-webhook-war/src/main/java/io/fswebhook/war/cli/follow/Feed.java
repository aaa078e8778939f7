package io.fswebhook.war.cli.follow;

import io.fswebhook.war.cli.receiver.ReceiverClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deliveries of a receiver as they arrive. Not thread-safe. */
final class Feed {

  private static final long PAUSE_MILLIS = 500;

  private final ReceiverClient client;
  private final Outage outage;
  private final String query;
  private final String beginning;
  private @Nullable String cursor;
  private String begin = "";
  private List<JsonObject> first = List.of();
  private boolean mayHaveMore = true;

  /**
   * A feed.
   *
   * @param cursor where it goes on; null to begin as the options say
   * @param outage what is said while there is no answer
   */
  Feed(
      ReceiverClient client,
      FeedOptions options,
      int limit,
      @Nullable String cursor,
      Outage outage) {
    this.client = client;
    this.outage = outage;
    this.query = "feed?limit=" + limit + options.filter();
    this.beginning = options.beginning();
    this.cursor = cursor;
  }

  /**
   * Begins, unless it goes on: what arrives from now on is in the feed.
   *
   * @throws IOException if there is no answer
   */
  void open() throws IOException, InterruptedException {
    if (cursor == null) {
      first = read();
    }
  }

  /**
   * Waits for the next deliveries, across restarts of the receiver.
   *
   * @throws IOException if there was never an answer, or there will be none
   */
  List<JsonObject> next() throws IOException, InterruptedException {
    List<JsonObject> items = first;
    first = List.of();
    while (items.isEmpty()) {
      if (!mayHaveMore) {
        Thread.sleep(PAUSE_MILLIS);
      }
      items = read();
    }
    return items;
  }

  private List<JsonObject> read() throws IOException, InterruptedException {
    JsonObject page = outage.patiently(() -> client.get(path()));
    mayHaveMore = page.getBoolean("more");
    begin = page.getString("cursor");
    cursor = page.getString("nextCursor");
    return page.getJsonArray("items").getValuesAs(JsonObject.class);
  }

  /** Where the last page begins. */
  String begin() {
    return begin;
  }

  /** Where the next page begins; null before the first one. */
  @Nullable String cursor() {
    return cursor;
  }

  private String path() {
    return query + (cursor == null ? beginning : "&cursor=" + cursor);
  }
}

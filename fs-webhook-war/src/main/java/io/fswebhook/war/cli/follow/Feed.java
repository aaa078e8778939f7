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
   * Waits for the next deliveries, across restarts of the receiver.
   *
   * @throws IOException if there was never an answer, or there will be none
   */
  List<JsonObject> next() throws IOException, InterruptedException {
    while (true) {
      if (!mayHaveMore) {
        Thread.sleep(PAUSE_MILLIS);
      }
      JsonObject page = outage.patiently(() -> client.get(path()));
      mayHaveMore = page.getBoolean("more");
      boolean isNew = !page.getString("nextCursor").equals(cursor);
      begin = page.getString("cursor");
      cursor = page.getString("nextCursor");
      List<JsonObject> items = page.getJsonArray("items").getValuesAs(JsonObject.class);
      if (isNew) {
        return items;
      }
    }
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

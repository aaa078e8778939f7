package io.fswebhook.war.cli.follow;

import io.fswebhook.war.cli.receiver.ApiPath;
import io.fswebhook.war.cli.receiver.ReceiverClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The deliveries of a receiver as they arrive. Not thread-safe. */
final class Feed {

  private static final long PAUSE_MILLIS = 500;

  private final ReceiverClient client;
  private final Outage outage;
  private final Map<String, String> query;
  private final Map<String, String> beginning;
  private @Nullable String cursor;
  private String begin = "";
  private List<JsonObject> first = List.of();
  private boolean mayHaveMore = true;

  /**
   * A feed.
   *
   * @param query which deliveries, and how many at a time
   * @param beginning where it begins
   * @param cursor where it goes on; null to begin
   * @param outage what is said while there is no answer
   */
  Feed(
      ReceiverClient client,
      Map<String, String> query,
      Map<String, String> beginning,
      @Nullable String cursor,
      Outage outage) {
    this.client = client;
    this.outage = outage;
    this.query = Map.copyOf(query);
    this.beginning = Map.copyOf(beginning);
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

  /** The next page, which may be empty; nothing is waited for but an outage. */
  List<JsonObject> page() throws IOException, InterruptedException {
    return read();
  }

  /** Whether there may be another page already. */
  boolean mayHaveMore() {
    return mayHaveMore;
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
    Map<String, String> all = new TreeMap<>(query);
    all.putAll(cursor == null ? beginning : Map.of("cursor", cursor));
    return ApiPath.with("feed", all);
  }
}

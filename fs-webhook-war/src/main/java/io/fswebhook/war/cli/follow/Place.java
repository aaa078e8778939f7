package io.fswebhook.war.cli.follow;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a command came in a feed: up to a cursor, and the deliveries done behind it. */
final class Place {

  private static final String CURSOR = "cursor";
  private static final String DONE = "done";

  private final PlaceFile file;
  private final Set<String> done = new LinkedHashSet<>();
  private @Nullable String cursor;

  private Place(PlaceFile file, @Nullable String cursor) {
    this.file = file;
    this.cursor = cursor;
  }

  /** A new one. */
  static Place none(PlaceFile file) {
    return new Place(file, null);
  }

  /** The noted one, or a new one. */
  static Place read(PlaceFile file) throws IOException {
    JsonObject noted = file.read().orElse(null);
    if (noted == null) {
      return none(file);
    }
    Place place = new Place(file, noted.getString(CURSOR, null));
    if (noted.containsKey(DONE)) {
      noted.getJsonArray(DONE).getValuesAs(JsonString::getString).forEach(place.done::add);
    }
    return place;
  }

  /** Null before the first page. */
  @Nullable String cursor() {
    return cursor;
  }

  /** Where a new one begins. */
  void beginAt(String begin) throws IOException {
    if (cursor == null) {
      cursor = begin;
      note();
    }
  }

  boolean isDone(String id) {
    return done.contains(id);
  }

  void done(String id) throws IOException {
    done.add(id);
    note();
  }

  /** Everything before the cursor is done. */
  void at(@Nullable String reached) throws IOException {
    cursor = reached;
    done.clear();
    note();
  }

  private void note() throws IOException {
    JsonArrayBuilder ids = Json.createArrayBuilder();
    done.forEach(ids::add);
    JsonObjectBuilder noted = Json.createObjectBuilder();
    if (cursor != null) {
      noted.add(CURSOR, cursor);
    }
    file.write(noted.add(DONE, ids).build());
  }
}

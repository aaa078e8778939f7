package io.fswebhook.war.cli.fullstory;

import static java.util.stream.Collectors.joining;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A webhook endpoint in FullStory. Its secret is never answered.
 *
 * @param id FullStory's; derived from the URL
 * @param created a time as FullStory writes it; may be empty
 * @param modified like {@code created}
 */
record Endpoint(
    String id,
    String url,
    boolean enabled,
    SortedSet<SubscribedEvent> events,
    String created,
    String modified) {

  static Endpoint of(JsonObject json) {
    FullStoryJson members = new FullStoryJson(json);
    return new Endpoint(
        members.text("id"),
        members.text("url"),
        members.flag("enabled"),
        members.objects("eventTypes").stream()
            .map(SubscribedEvent::of)
            .collect(Collectors.toCollection(TreeSet::new)),
        members.text("created", ""),
        members.text("modified", ""));
  }

  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id)
            .add("url", url)
            .add("enabled", enabled)
            .add("eventTypes", array(events));
    if (!created.isEmpty()) {
      json.add("created", created);
    }
    if (!modified.isEmpty()) {
      json.add("modified", modified);
    }
    return json.build();
  }

  static JsonArrayBuilder array(Collection<SubscribedEvent> events) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    events.forEach(event -> array.add(event.toJson()));
    return array;
  }

  String state() {
    return enabled ? "enabled" : "disabled";
  }

  String eventsText() {
    return events.stream().map(SubscribedEvent::text).collect(joining(", "));
  }
}

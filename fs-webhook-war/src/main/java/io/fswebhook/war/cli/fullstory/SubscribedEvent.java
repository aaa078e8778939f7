package io.fswebhook.war.cli.fullstory;

import static java.util.stream.Collectors.toCollection;

import io.fswebhook.war.cli.line.CliCommand;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An event that an endpoint receives.
 *
 * @param eventName such as {@code note.created}
 * @param subcategory FullStory's id of a custom event or metric; null for all, or where there are
 *     none
 */
record SubscribedEvent(String eventName, @Nullable String subcategory)
    implements Comparable<SubscribedEvent> {

  private static final Comparator<SubscribedEvent> ORDER =
      Comparator.comparing(SubscribedEvent::text);

  /** As typed: {@code EVENT} or {@code EVENT:SUBCATEGORY}. */
  static SubscribedEvent parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    String subcategory = colon < 0 ? null : text.substring(colon + 1).strip();
    if (!name.matches("[\\w.-]+") || (subcategory != null && subcategory.isEmpty())) {
      throw new IllegalArgumentException(
          "an event must be a name such as note.created, or a name and a subcategory such as"
              + " recording.event.custom:ID, was "
              + text);
    }
    return new SubscribedEvent(name, subcategory);
  }

  /** As typed in an option. */
  static SortedSet<SubscribedEvent> all(CliCommand command, List<String> events) {
    try {
      return events.stream().map(SubscribedEvent::parse).collect(toCollection(TreeSet::new));
    } catch (IllegalArgumentException e) {
      throw command.wrongUse("--event: " + e.getMessage(), e);
    }
  }

  static SubscribedEvent of(JsonObject json) {
    FullStoryJson members = new FullStoryJson(json);
    String subcategory = members.text("subcategory", "");
    return new SubscribedEvent(
        members.text("eventName"), subcategory.isEmpty() ? null : subcategory);
  }

  JsonObject toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder().add("eventName", eventName);
    if (subcategory != null) {
      json.add("subcategory", subcategory);
    }
    return json.build();
  }

  String text() {
    return subcategory == null ? eventName : eventName + ":" + subcategory;
  }

  @Override
  public int compareTo(SubscribedEvent other) {
    return ORDER.compare(this, other);
  }
}

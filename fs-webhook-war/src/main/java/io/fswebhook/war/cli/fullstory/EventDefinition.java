package io.fswebhook.war.cli.fullstory;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * An event that the customer's plan can send.
 *
 * @param displayName for people; may be empty
 * @param hasSubcategories whether an endpoint needs a subcategory to receive it
 */
record EventDefinition(String eventName, String displayName, boolean hasSubcategories) {

  static EventDefinition of(JsonObject json) {
    FullStoryJson members = new FullStoryJson(json);
    return new EventDefinition(
        members.text("eventName"),
        members.text("displayName", ""),
        members.flag("hasSubcategories"));
  }

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("eventName", eventName)
        .add("displayName", displayName)
        .add("hasSubcategories", hasSubcategories)
        .build();
  }
}

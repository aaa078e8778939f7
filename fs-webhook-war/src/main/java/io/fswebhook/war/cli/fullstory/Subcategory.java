package io.fswebhook.war.cli.fullstory;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * What an event can be limited to, such as one custom event.
 *
 * @param subcategory FullStory's id
 * @param displayName for people; may be empty
 */
record Subcategory(String subcategory, String displayName) {

  static Subcategory of(JsonObject json) {
    FullStoryJson members = new FullStoryJson(json);
    return new Subcategory(members.text("subcategory"), members.text("displayName", ""));
  }

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("subcategory", subcategory)
        .add("displayName", displayName)
        .build();
  }
}

package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import jakarta.json.JsonObject;

/** A setting on one line, as it would be in a properties file, with its source as a comment. */
final class ConfigLine {

  private static final String HIDDEN = "********";

  private ConfigLine() {}

  static String of(JsonObject setting) {
    String mark = setting.getBoolean("restartNeeded", false) ? " *" : "";
    return Printable.line(
        setting.getString("name") + " = " + value(setting) + "  # " + source(setting) + mark);
  }

  private static String value(JsonObject setting) {
    if (!setting.getBoolean("set")) {
      return setting.getString("defaultValue", "").replace("`", "");
    }
    return setting.getBoolean("secret") ? HIDDEN : setting.getString("value", "");
  }

  private static String source(JsonObject setting) {
    if (setting.getBoolean("set")) {
      return setting.getString("source", "").replace('-', ' ');
    }
    return setting.containsKey("defaultValue") ? "default" : "not set";
  }
}

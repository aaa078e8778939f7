package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonObject;
import java.util.List;

/** A setting in a table, with where its value comes from. */
final class ConfigRow {

  private static final String HIDDEN = "********";

  private ConfigRow() {}

  static TextTable table(List<JsonObject> settings) {
    TextTable table =
        new TextTable(
            Column.ofNames("SETTING"), Column.ofLongTexts("VALUE"), Column.ofLongTexts("SOURCE"));
    settings.forEach(
        each -> table.row(Cell.of(each.getString("name")), Cell.of(value(each)), source(each)));
    return table;
  }

  private static String value(JsonObject setting) {
    if (!setting.getBoolean("set")) {
      return setting.getString("defaultValue", "").replace("`", "");
    }
    return setting.getBoolean("secret") ? HIDDEN : setting.getString("value", "");
  }

  private static Cell source(JsonObject setting) {
    return isRestartNeeded(setting)
        ? new Cell("* " + sourceName(setting), Style.WARN)
        : Cell.of(sourceName(setting));
  }

  static boolean isRestartNeeded(JsonObject setting) {
    return setting.getBoolean("restartNeeded", false);
  }

  private static String sourceName(JsonObject setting) {
    if (setting.getBoolean("set")) {
      return setting.getString("source", "").replace('-', ' ');
    }
    return setting.containsKey("defaultValue") ? "default" : "not set";
  }
}

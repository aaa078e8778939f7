package io.fswebhook.war.cli;

import io.fswebhook.api.HandlerSetting;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.plugin.PluginReport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What {@code check} found, for a program. */
final class PluginReportJson {

  private PluginReportJson() {}

  static JsonObject of(List<PluginReport> reports, boolean isGood) {
    JsonArrayBuilder plugins = Json.createArrayBuilder();
    reports.forEach(report -> plugins.add(of(report)));
    return Json.createObjectBuilder().add("loadable", isGood).add("plugins", plugins).build();
  }

  private static JsonObjectBuilder of(PluginReport report) {
    JsonArrayBuilder handlers = Json.createArrayBuilder();
    report.declared().forEach(handler -> handlers.add(of(handler)));
    JsonObjectBuilder json = Json.createObjectBuilder().add("source", report.source().toString());
    if (report.version() == null) {
      json.addNull("version");
    } else {
      json.add("version", report.version());
    }
    return json.add("handlers", handlers)
        .add("warnings", texts(report.warnings()))
        .add("problems", texts(report.problems()));
  }

  private static JsonObjectBuilder of(HandlerReport handler) {
    JsonArrayBuilder settings = Json.createArrayBuilder();
    handler.settings().forEach(each -> settings.add(of(each.setting())));
    return Json.createObjectBuilder()
        .add("name", handler.name())
        .add("events", texts(new TreeSet<>(handler.eventNames())))
        .add("settings", settings);
  }

  private static JsonObjectBuilder of(HandlerSetting setting) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", setting.name())
            .add("type", setting.type().name().toLowerCase(Locale.ROOT));
    if (setting.defaultValue() == null) {
      json.addNull("default");
    } else {
      json.add("default", setting.defaultValue());
    }
    return json.add("description", setting.description()).add("secret", setting.secret());
  }

  private static JsonArrayBuilder texts(Collection<String> texts) {
    return Json.createArrayBuilder(texts);
  }
}

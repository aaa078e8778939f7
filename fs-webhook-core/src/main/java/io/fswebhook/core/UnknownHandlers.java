package io.fswebhook.core;

import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.Printable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The handlers that something is set for, and that are not there: most are mistyped. */
record UnknownHandlers(Inbox inbox, PluginHost plugins, HandlerSettingsSource settings) {

  /** A sentence for each. */
  List<String> sentences() {
    Set<String> known = known();
    return settings.names().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .map(name -> sentence(name, known))
        .toList();
  }

  /** A handler whose plugin is gone is known while it is subscribed. */
  private Set<String> known() {
    Set<String> known = new TreeSet<>(settings.types().keySet());
    inbox.subscriptions().stream().map(HandlerSubscription::handler).forEach(known::add);
    plugins.reports().stream()
        .flatMap(report -> report.declared().stream())
        .forEach(handler -> addNames(handler, known));
    return known;
  }

  private static void addNames(HandlerReport handler, Set<String> known) {
    known.add(handler.name());
    known.add(handler.type());
  }

  private static String sentence(String name, Set<String> known) {
    String setting = "fs.webhook.handlers." + Printable.line(name) + ".";
    return "There is no handler for the settings "
        + setting
        + "*, which have no effect: "
        + NearestName.typo(name, known)
            .map(near -> "did you mean fs.webhook.handlers." + near + ".*?")
            .orElse("add its plugin, or set " + setting + "type");
  }
}

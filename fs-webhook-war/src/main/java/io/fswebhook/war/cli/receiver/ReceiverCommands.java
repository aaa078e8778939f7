package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CommandList;

/** The commands that talk to a running receiver. */
public final class ReceiverCommands {

  private ReceiverCommands() {}

  public static void addTo(CommandList list) {
    list.add("status", StatusCommand::new);
    list.add("deliveries", DeliveriesCommand::new);
    list.add("delivery", DeliveryCommand::new);
    list.add("replay", ReplayCommand::new);
    list.add("discard", DiscardCommand::new);
    list.add("delete", DeleteCommand::new);
    list.add("handlers", HandlersCommand::new);
    list.add("pause", PauseCommand::new);
    list.add("resume", ResumeCommand::new);
    list.add("plugins", PluginsCommand::new);
    list.add("nodes", NodesCommand::new);
    list.add("alerts", AlertsCommand::new);
    list.add("tokens", TokensCommand::new);
    list.add("rejections", RejectionsCommand::new);
    list.add("explain", ExplainCommand::new);
    list.add("config", ConfigCommand::new);
    list.add("try-rule", TryRuleCommand::new);
  }
}

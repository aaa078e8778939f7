package io.fswebhook.core;

import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.postgres.PostgresInbox;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.ReplaceableHandlerSettings;
import io.fswebhook.core.topic.DeliveryTopic;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What is opened before a receiver, as its roles need it.
 *
 * @param topic null for none
 */
record ReceiverParts(
    Inbox inbox,
    @Nullable DeliveryTopic topic,
    ReplaceableHandlerSettings handlers,
    PluginHost plugins) {

  /**
   * Opens them.
   *
   * @param opened closes them, also if opening fails
   */
  static ReceiverParts open(
      ReceiverSettings settings,
      NodeSettings node,
      ReceiverObserver observer,
      Clocks clocks,
      Closer opened) {
    Inbox inbox =
        node.needsInbox()
            ? inbox(inboxSettings(settings, node), observer, clocks.steady())
            : WithoutInbox.inbox();
    opened.add(inbox::close);
    DeliveryTopic topic = topic(node, opened);
    ReplaceableHandlerSettings handlers = new ReplaceableHandlerSettings(settings.handlers());
    PluginHost plugins =
        node.has(NodeRole.DISPATCH)
            ? PluginHost.load(settings.plugins(), handlers, clocks.wall(), clocks.steady())
            : PluginHost.withoutPlugins(
                settings.plugins(), handlers, clocks.wall(), clocks.steady());
    opened.add(() -> SlowStep.of("stopping the plugins", plugins::close));
    return new ReceiverParts(inbox, topic, handlers, plugins);
  }

  private static InboxSettings inboxSettings(ReceiverSettings settings, NodeSettings node) {
    return node.topic() == null ? settings.inbox() : settings.inbox().withTopicInFront();
  }

  private static Inbox inbox(InboxSettings settings, ReceiverObserver observer, Clock clock) {
    return settings
        .place()
        .match(
            file -> SqliteInbox.open(file.path(), settings, observer, clock),
            server -> PostgresInbox.open(server, settings, observer, clock));
  }

  private static @Nullable DeliveryTopic topic(NodeSettings node, Closer opened) {
    NodeSettings.OpenTopic open = node.topic();
    if (open == null) {
      return null;
    }
    DeliveryTopic topic = open.open();
    opened.add(topic::close);
    return topic;
  }
}

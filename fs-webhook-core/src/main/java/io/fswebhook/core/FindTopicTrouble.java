package io.fswebhook.core;

import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.topic.DeliveryTopic;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What needs attention in the topic in front of the inbox. */
record FindTopicTrouble(DeliveryTopic topic, NodeSettings node)
    implements Supplier<Stream<AttentionItem>> {

  @Override
  public Stream<AttentionItem> get() {
    return node.has(NodeRole.RECEIVE) && !topic.isAvailable()
        ? Stream.of(
            new AttentionItem(
                Kind.INBOX_UNAVAILABLE,
                Severity.BAD,
                null,
                "The brokers do not acknowledge records, so deliveries are answered 503.",
                null,
                null))
        : Stream.empty();
  }
}

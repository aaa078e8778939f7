package io.fswebhook.core;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.topic.DeliveryTopic;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a node among others.
 *
 * @param topic what receipts go through; null for directly into the inbox
 */
public record NodeSettings(Set<NodeRole> roles, @Nullable OpenTopic topic) {

  /** All roles, without a topic. */
  public static final NodeSettings ALONE = new NodeSettings(EnumSet.allOf(NodeRole.class), null);

  public NodeSettings {
    roles = Set.copyOf(roles);
  }

  /** Opens the topic that receipts go through. */
  @FunctionalInterface
  public interface OpenTopic {

    /**
     * Connects to the broker.
     *
     * @throws StartException if the operator must act first
     */
    DeliveryTopic open();
  }

  boolean has(NodeRole role) {
    return roles.contains(role);
  }

  boolean needsInbox() {
    return has(NodeRole.STORE) || has(NodeRole.DISPATCH);
  }
}

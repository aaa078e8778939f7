package io.fswebhook.core.node;

import java.util.Arrays;
import java.util.Optional;

/** What a node does. The code is used in settings, in the API, and between nodes. */
public enum NodeRole {
  /** Receives deliveries. */
  RECEIVE("receive"),
  /** Stores them in the inbox. */
  STORE("store"),
  /** Passes what is stored to handlers. */
  DISPATCH("dispatch");

  private final String code;

  NodeRole(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The role of a code; empty if there is none. */
  public static Optional<NodeRole> of(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }
}

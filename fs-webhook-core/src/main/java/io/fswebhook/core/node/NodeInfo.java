package io.fswebhook.core.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a node says of itself.
 *
 * @param name host and process, for operators
 * @param roles in their order
 */
public record NodeInfo(String name, String version, List<NodeRole> roles, Instant startedAt) {

  public NodeInfo {
    roles = roles.stream().sorted().toList();
  }

  /** This node. */
  public static NodeInfo here(Collection<NodeRole> roles, Instant startedAt) {
    return new NodeInfo(processName(), InstalledVersion.get(), List.copyOf(roles), startedAt);
  }

  /** Of this process, among those of all machines. */
  public static String processName() {
    String process = " process " + ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + process;
    } catch (UnknownHostException e) {
      return "unknown host" + process;
    }
  }
}

package io.fswebhook.war.settings;

import java.util.List;

/**
 * A reverse proxy that logs people in, such as with OpenID Connect, and says who they are.
 *
 * @param trusted where it connects from; empty if there is none
 * @param userHeader has the user's name
 * @param groupsHeader has the user's groups
 * @param operators groups that are operators
 * @param viewers groups that are viewers
 */
public record ProxyAccess(
    List<NetworkRange> trusted,
    String userHeader,
    String groupsHeader,
    List<String> operators,
    List<String> viewers) {

  public ProxyAccess {
    trusted = List.copyOf(trusted);
    operators = List.copyOf(operators);
    viewers = List.copyOf(viewers);
  }

  /** Whether a connection from this address is the proxy's. */
  public boolean trusts(String peer) {
    return trusted.stream().anyMatch(range -> range.contains(peer));
  }
}

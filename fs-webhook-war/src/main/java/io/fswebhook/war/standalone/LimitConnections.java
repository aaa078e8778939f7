package io.fswebhook.war.standalone;

import io.fswebhook.war.http.SlowClients;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Limits the open connections. A new one replaces the oldest: a server that stops accepting, as
 * with Jetty's own limits, can be blocked by anyone who opens enough connections, health checks
 * included.
 */
final class LimitConnections implements Connection.Listener {

  static final String DROPPED = "connection-dropped";

  private final SlowClients clients;
  private final Runnable dropped;
  private final Map<EndPoint, SlowClients.Held> open = new ConcurrentHashMap<>();

  LimitConnections(SlowClients clients, Runnable dropped) {
    this.clients = clients;
    this.dropped = dropped;
  }

  @Override
  public void onOpened(Connection connection) {
    EndPoint endPoint = connection.getEndPoint();
    if (isOfNetwork(endPoint)) {
      open.put(endPoint, clients.hold(addressOf(endPoint), 0, () -> drop(endPoint)));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    SlowClients.Held held = open.remove(connection.getEndPoint());
    if (held != null) {
      held.release();
    }
  }

  private void drop(EndPoint endPoint) {
    dropped.run();
    endPoint.close();
  }

  /** With TLS, connections are nested. */
  private static boolean isOfNetwork(EndPoint endPoint) {
    return network(endPoint) == endPoint;
  }

  /**
   * The outermost end point, which closes immediately, without a TLS close message to a client that
   * may not read it.
   */
  static EndPoint network(EndPoint endPoint) {
    EndPoint outer = endPoint;
    while (outer instanceof EndPoint.Wrapper wrapper) {
      outer = wrapper.unwrap();
    }
    return outer;
  }

  private static String addressOf(EndPoint endPoint) {
    SocketAddress address = endPoint.getRemoteSocketAddress();
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : String.valueOf(address);
  }
}

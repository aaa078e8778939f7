package io.fswebhook.war.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What counts as one client for limits. */
public final class ClientNetwork {

  /** Only literals are passed to the JDK, which would look up a name. */
  private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(%.*)?]?");

  private static final int NETWORK_BYTES = 8;
  private static final int LONGEST = 100;

  private ClientNetwork() {}

  /** The IPv4 address, or the IPv6 /64 network, since its owner controls all of its addresses. */
  public static String of(String address) {
    Matcher literal = IPV6.matcher(address);
    if (!literal.matches()) {
      return bounded(address);
    }
    try {
      InetAddress parsed = InetAddress.getByName(literal.group(1));
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return bounded(address);
    }
  }

  private static String bounded(String address) {
    return address.length() <= LONGEST ? address : address.substring(0, LONGEST);
  }
}

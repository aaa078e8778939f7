package io.fswebhook.war.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Who counts as one when tries are counted. */
final class Origin {

  private static final int NETWORK_BYTES = 8;

  private Origin() {}

  /** An address of IPv4; of IPv6 the network, since whoever has one has all of its addresses. */
  static String of(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.getByName(withoutZone(address)); // no name has a colon
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static String withoutZone(String address) {
    String bare = address.replace("[", "").replace("]", "");
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}

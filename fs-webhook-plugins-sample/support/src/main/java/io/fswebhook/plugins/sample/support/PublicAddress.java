package io.fswebhook.plugins.sample.support;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a host is on the internet, and not this machine or a network of the operator's own, such
 * as the one that serves a cloud's credentials. Ranges from IANA's registries of special-purpose
 * addresses.
 */
final class PublicAddress {

  private static final List<Range> NOT_PUBLIC =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.0.2.0", 24),
          Range.of("192.88.99.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("198.18.0.0", 15),
          Range.of("198.51.100.0", 24),
          Range.of("203.0.113.0", 24),
          Range.of("224.0.0.0", 3));

  /** The only block of IPv6 that is assigned to the internet, and what is special in it. */
  private static final Range GLOBAL_6 = Range.of("2000::", 3);

  private static final List<Range> NOT_PUBLIC_6 =
      List.of(
          Range.of("2001::", 23),
          Range.of("2001:db8::", 32),
          Range.of("2002::", 16),
          Range.of("3fff::", 20));

  private PublicAddress() {}

  /**
   * Looks a host up. The JVM keeps the addresses for a while (the security property {@code
   * networkaddress.cache.ttl}, 30 seconds unless set), and so connects to what is checked here.
   *
   * @throws IOException if any of its addresses is not public, or there is none
   */
  static void require(String host) throws IOException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (!isPublic(address)) {
        throw new IOException(
            "the host has an address that is not public, " + address.getHostAddress());
      }
    }
  }

  static boolean isPublic(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }
    return GLOBAL_6.contains(address)
        && NOT_PUBLIC_6.stream().noneMatch(range -> range.contains(address));
  }

  /** The addresses that begin with the same bits. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Range(byte[] start, int bits) {

    static Range of(String start, int bits) {
      try {
        return new Range(InetAddress.getByName(start).getAddress(), bits); // looks nothing up
      } catch (IOException e) {
        throw new IllegalStateException(start, e);
      }
    }

    boolean contains(InetAddress address) {
      byte[] bytes = address.getAddress();
      int whole = bits / 8;
      int mask = 0xff << (8 - bits % 8) & 0xff;
      return Arrays.equals(bytes, 0, whole, start, 0, whole)
          && (bits % 8 == 0 || ((bytes[whole] ^ start[whole]) & mask) == 0);
    }
  }
}

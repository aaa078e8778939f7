package io.fswebhook.war.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, or a network such as {@code 10.0.0.0/8}.
 *
 * @param address its first one, in bytes
 * @param bits how many of the first bits are the same for all of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NetworkRange(byte[] address, int bits) {

  /** Only literals are passed to the JDK, which would look up a name. */
  private static final Pattern LITERAL =
      Pattern.compile("\\[?((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:%[^/]*)?]?");

  private static final Pattern FORM = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

  /** Reads one; throws {@link IllegalArgumentException} if it is none. */
  static NetworkRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    byte[] address = bytes(form.group(1));
    int all = address.length * Byte.SIZE;
    int bits = form.group(2) == null ? all : Integer.parseInt(form.group(2));
    if (address.length == 0 || bits > all) {
      throw new IllegalArgumentException(text);
    }
    return new NetworkRange(address, bits);
  }

  /** Whether an address, as a server gives it, is in it. */
  public boolean contains(String remoteAddress) {
    byte[] other = bytes(remoteAddress);
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int mask = 0xff00 >> (bits % Byte.SIZE) & 0xff;
    return Arrays.equals(address, 0, whole, other, 0, whole)
        && (mask == 0 || ((address[whole] ^ other[whole]) & mask) == 0);
  }

  /** Empty if it is no address. */
  private static byte[] bytes(String text) {
    Matcher literal = LITERAL.matcher(text);
    try {
      return literal.matches() ? InetAddress.getByName(literal.group(1)).getAddress() : new byte[0];
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}

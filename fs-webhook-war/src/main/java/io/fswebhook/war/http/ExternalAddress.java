package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's address and the receiver's external URL, which a proxy in front passes in {@code
 * X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Prefix}. They are used only if {@code
 * fs.webhook.http.forwarded} is set. The last of several values counts, which the nearest proxy has
 * added; invalid values are ignored. So the result is always a valid address or URL.
 */
public record ExternalAddress(boolean forwarded) {

  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45}");
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9A-Fa-f:.]{2,45})](?::\\d{1,5})?|(\\d[\\d.]{6,14}):\\d{1,5}");
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");
  private static final Pattern PREFIX =
      Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]{1,100}){1,10}/?");

  /** The client's address: of the connection, or as seen by the nearest proxy. */
  public String remoteAddress(HttpServletRequest request) {
    return last(request, "X-Forwarded-For")
        .flatMap(ExternalAddress::address)
        .orElseGet(request::getRemoteAddr);
  }

  /** Whether the request came by HTTPS, at the proxy if there is one. */
  public boolean isSecure(HttpServletRequest request) {
    return scheme(request).equals("https");
  }

  /** The path of the application as seen from outside, with a slash at its end. */
  public String path(HttpServletRequest request) {
    String prefix =
        last(request, "X-Forwarded-Prefix").filter(p -> PREFIX.matcher(p).matches()).orElse("");
    String stripped = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return stripped + request.getContextPath() + "/";
  }

  /** What a browser or a sender has in front of every path of the application; ends in a slash. */
  public String baseUrl(HttpServletRequest request) {
    return scheme(request) + "://" + host(request) + path(request);
  }

  /** Base URL, path and security together. */
  public OwnAddress ownAddress(HttpServletRequest request) {
    return new OwnAddress(baseUrl(request), isSecure(request), path(request));
  }

  private String scheme(HttpServletRequest request) {
    return last(request, "X-Forwarded-Proto")
        .map(scheme -> scheme.toLowerCase(Locale.ROOT))
        .filter(scheme -> scheme.equals("http") || scheme.equals("https"))
        .orElse(request.isSecure() ? "https" : "http");
  }

  private String host(HttpServletRequest request) {
    return last(request, "X-Forwarded-Host")
        .filter(host -> HOST.matcher(host).matches())
        .or(() -> Optional.ofNullable(request.getHeader("Host")))
        .filter(host -> HOST.matcher(host).matches())
        .orElseGet(() -> request.getLocalName() + ":" + request.getLocalPort());
  }

  private static Optional<String> address(String value) {
    var withPort = WITH_PORT.matcher(value);
    String bare = value;
    if (withPort.matches()) {
      bare = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
    }
    return ADDRESS.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
  }

  /** A repeated header is equivalent to one with all values in order. */
  private Optional<String> last(HttpServletRequest request, String header) {
    Enumeration<String> values = forwarded ? request.getHeaders(header) : null;
    List<String> lines = values == null ? new ArrayList<>() : Collections.list(values);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String line = lines.get(lines.size() - 1);
    return Optional.of(line.substring(line.lastIndexOf(',') + 1).strip());
  }
}

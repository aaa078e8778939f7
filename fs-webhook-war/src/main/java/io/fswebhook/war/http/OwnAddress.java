package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where the receiver is, as whoever sent a request sees it.
 *
 * @param base scheme, host, port and path, with a slash at the end
 * @param isSecure whether a browser there sends cookies that are Secure
 * @param path of the context root, with a slash at the end
 */
public record OwnAddress(String base, boolean isSecure, String path) {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

  /** By what the request says of itself. */
  public static OwnAddress of(HttpServletRequest request) {
    boolean isSecure = request.isSecure();
    String path = encoded(request.getServletContext().getContextPath() + "/");
    String base = (isSecure ? "https://" : "http://") + host(request) + port(request) + path;
    return new OwnAddress(base, isSecure, path);
  }

  private static String host(HttpServletRequest request) {
    String name = request.getServerName();
    String host = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    if (!HOST.matcher(host).matches()) {
      throw ProblemException.badRequest("Host must be the name or address of a host, was not");
    }
    return host;
  }

  private static String port(HttpServletRequest request) {
    int usual = request.isSecure() ? 443 : 80;
    return request.getServerPort() == usual ? "" : ":" + request.getServerPort();
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the server has the context root " + path, e);
    }
  }
}

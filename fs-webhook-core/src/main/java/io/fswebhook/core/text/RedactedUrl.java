package io.fswebhook.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that is safe to log or display: without user, password and parameters, any of which may be
 * secret. Where it is not a URL, or may still contain a secret, only the scheme is left.
 */
public final class RedactedUrl {

  private static final String LEFT_OUT = "…";

  /** Scheme, authority and path, and parameters. */
  private static final Pattern PARTS =
      Pattern.compile(
          "((?:jdbc:)?[a-z][a-z0-9+.-]*:)((?://)?)([^?;&#\\p{Cntrl}]*)([?;&#].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SCHEME =
      Pattern.compile("(?:jdbc:)?[a-z][a-z0-9+.-]{0,20}:", Pattern.CASE_INSENSITIVE);

  private static final Pattern SECRET =
      Pattern.compile("@|=|pass|pwd|secret|token|%3d|%40", Pattern.CASE_INSENSITIVE);

  private static final Pattern IN_TEXT =
      Pattern.compile("(?:jdbc:[a-z]|[a-z][a-z0-9+.-]*://)[^\\s\"'<>]*", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAMETER =
      Pattern.compile(
          "((?:ssl)?passw(?:or)?d|pwd|secret|token)(\\s*=\\s*)[^\\s&;,\"']+",
          Pattern.CASE_INSENSITIVE);

  private RedactedUrl() {}

  /** The URL without what may be a secret. */
  public static String of(String url) {
    Matcher parts = PARTS.matcher(url);
    if (!parts.matches()) {
      return scheme(url);
    }
    String place = withoutUser(parts.group(3));
    String rest = parts.group(4) == null ? "" : parts.group(4);
    if (SECRET.matcher(place).find() || rest.contains("@")) {
      return scheme(url);
    }
    if (!rest.isEmpty()) {
      rest = rest.charAt(0) + LEFT_OUT;
    }
    return Printable.line(parts.group(1) + parts.group(2) + place + rest);
  }

  /** Redacts URLs and passwords within a text, such as a driver's message. */
  public static String inText(String text) {
    String withoutUrls =
        IN_TEXT.matcher(text).replaceAll(url -> Matcher.quoteReplacement(of(url.group())));
    return PARAMETER.matcher(withoutUrls).replaceAll("$1$2" + LEFT_OUT);
  }

  /** The user precedes the first slash; a slash in a password is detected as a secret later. */
  private static String withoutUser(String place) {
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    return place.substring(authority.lastIndexOf('@') + 1);
  }

  private static String scheme(String url) {
    Matcher scheme = SCHEME.matcher(url);
    return scheme.lookingAt() ? scheme.group() + LEFT_OUT : LEFT_OUT;
  }
}

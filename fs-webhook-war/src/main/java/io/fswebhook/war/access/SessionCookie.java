package io.fswebhook.war.access;

import io.fswebhook.war.http.OwnAddress;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cookie that holds a session. */
final class SessionCookie {

  static final String NAME = "fs-webhook-session";

  private static final int MOST_VALUES = 10;

  private SessionCookie() {}

  static NewCookie of(String session, OwnAddress address) {
    return cookie(session, Sessions.LENGTH, address);
  }

  /** Deletes the cookie. */
  static NewCookie gone(OwnAddress address) {
    return cookie("", Duration.ZERO, address);
  }

  private static NewCookie cookie(String value, Duration age, OwnAddress address) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path(address.path())
        .maxAge((int) age.toSeconds())
        .secure(address.isSecure())
        .httpOnly(true)
        .sameSite(SameSite.STRICT)
        .build();
  }

  /**
   * The values in a request. There are several if one receiver runs at the root and another below
   * it; a map of cookies would hold only one.
   *
   * @param headers the values of the Cookie header
   */
  static List<String> valuesIn(@Nullable List<String> headers) {
    String start = NAME + "=";
    return headers == null
        ? List.of()
        : headers.stream()
            .flatMap(line -> Stream.of(line.split(";")))
            .map(String::strip)
            .filter(pair -> pair.startsWith(start))
            .map(pair -> pair.substring(start.length()))
            .limit(MOST_VALUES)
            .toList();
  }
}

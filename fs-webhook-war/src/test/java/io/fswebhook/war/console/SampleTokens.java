package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tokens of the shop. */
final class SampleTokens {

  private SampleTokens() {}

  static Map<String, Object> all(Instant now) {
    return Map.of(
        "items",
        List.of(
            token("admin", "operator", "valid", Map.of()),
            token(
                "ada",
                "operator",
                "expires-soon",
                Map.of(
                    "expiresAt",
                    now.plus(Duration.ofDays(6)),
                    "lastUsedAt",
                    now.minus(Duration.ofMinutes(1)))),
            token(
                "dashboard-of-the-marketing-department",
                "viewer",
                "expired",
                Map.of("expiresAt", now.minus(Duration.ofDays(2))))));
  }

  private static Map<String, Object> token(
      String name, String role, String state, Map<String, Object> more) {
    Map<String, Object> token = new LinkedHashMap<>(more);
    token.put("name", name);
    token.put("role", role);
    token.put("state", state);
    return token;
  }
}

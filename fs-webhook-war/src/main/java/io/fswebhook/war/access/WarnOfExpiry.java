package io.fswebhook.war.access;

import io.fswebhook.war.settings.AccessToken;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs which tokens expire soon, and which have expired: once each. Used by one thread. */
final class WarnOfExpiry {

  private static final Logger log = LoggerFactory.getLogger(WarnOfExpiry.class);

  private final Clock clock;
  private final Map<AccessToken, Boolean> told = new HashMap<>();

  WarnOfExpiry(Clock clock) {
    this.clock = clock;
  }

  void look(List<AccessToken> tokens) {
    told.keySet().retainAll(tokens);
    Instant now = clock.instant();
    for (AccessToken token : tokens) {
      if (token.isDue(now)) {
        tell(token, token.isExpired(now));
      }
    }
  }

  private void tell(AccessToken token, boolean expired) {
    Boolean before = told.put(token, expired);
    if (before != null && before == expired) {
      return;
    }
    if (expired) {
      log.warn(
          "The token {} expired at {} and is rejected. Remove it, or set a new one and a later"
              + " fs.webhook.tokens.{}.expires-at",
          token.name(),
          token.expiresAt(),
          token.name());
    } else {
      log.warn(
          "The token {} expires at {}. Give whoever uses it a new one before",
          token.name(),
          token.expiresAt());
    }
  }
}

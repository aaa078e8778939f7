package io.fswebhook.war.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.HmacKey;
import io.fswebhook.war.access.Caller.Via;
import io.fswebhook.war.settings.AccessToken;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stateless sessions: a value holds the token's name and the expiry, signed with a key derived from
 * the token. So every node accepts it, it survives a restart, and removing the token ends it. Only
 * this node remembers logouts.
 */
final class Sessions {

  static final Duration LENGTH = Duration.ofHours(12);

  /** Name, expiry in seconds, random part, signature; only characters allowed in a cookie. */
  private static final Pattern FORM =
      Pattern.compile(
          "(([A-Za-z0-9_-]{1,50})\\.(\\d{1,12})\\.[A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KnownTokens tokens;
  private final Clock clock;
  private final EndedSessions ended = new EndedSessions();
  private final SecureRandom random = new SecureRandom();

  Sessions(KnownTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The value of a new session. */
  String begin(AccessToken token) {
    byte[] unique = new byte[16];
    random.nextBytes(unique);
    long end = endOf(token).getEpochSecond();
    String content = token.name() + "." + end + "." + BASE64.encodeToString(unique);
    return content + "." + signature(token, "session", content);
  }

  private Instant endOf(AccessToken token) {
    Instant end = clock.instant().plus(LENGTH);
    Instant expiry = token.expiresAt();
    return expiry != null && expiry.isBefore(end) ? expiry : end;
  }

  /** The caller; empty if the session is invalid or has ended. */
  Optional<Caller> read(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      return Optional.empty();
    }
    String content = form.group(1);
    Instant end = Instant.ofEpochSecond(Long.parseLong(form.group(3)));
    @Nullable AccessToken token = tokens.named(form.group(2)).orElse(null);
    if (token == null
        || token.isExpired(clock.instant())
        || !isSame(signature(token, "session", content), form.group(4))
        || !clock.instant().isBefore(end)
        || ended.contains(content)) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(
            token.name(), token.role(), Via.SESSION, signature(token, "csrf", content), end));
  }

  /** Ends the session on this node. */
  void end(String value) {
    Caller caller = read(value).orElse(null);
    if (caller != null && caller.endsAt() != null) {
      String content = value.substring(0, value.lastIndexOf('.'));
      ended.add(content, caller.endsAt(), clock.instant());
    }
  }

  /** For users of the application server, who have no session here; the same on every node. */
  String csrfTokenOf(String user) {
    return signature(tokens.first(), "csrf of a user of the server", user);
  }

  static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(KnownTokens.sha256(expected), KnownTokens.sha256(given));
  }

  /** The purpose is part of the key, so a signature for one purpose is invalid for another. */
  private static String signature(AccessToken token, String purpose, String content) {
    byte[] key = hmac(KnownTokens.sha256(token.value()), "fs-webhook " + purpose);
    return BASE64.encodeToString(hmac(key, content));
  }

  private static byte[] hmac(byte[] key, String text) {
    return HmacKey.of(key).sign(text.getBytes(UTF_8));
  }

  /**
   * Sessions ended by logout, kept until they expire. Bounded: only token holders can fill it. Safe
   * for use by several threads.
   */
  private static final class EndedSessions {

    static final int MOST = 10_000;

    private final Map<String, Instant> ended = new LinkedHashMap<>();

    synchronized void add(String session, Instant end, Instant now) {
      ended.values().removeIf(time -> !now.isBefore(time));
      ended.put(session, end);
      if (ended.size() > MOST) {
        ended.remove(ended.keySet().iterator().next());
      }
    }

    synchronized boolean contains(String session) {
      return ended.containsKey(session);
    }
  }
}

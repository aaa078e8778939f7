package io.fswebhook.war.access;

import io.fswebhook.war.access.Caller.Via;
import io.fswebhook.war.settings.AccessToken;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that nobody keeps: a value says whose it is and until when, signed with a key made of
 * that one's token. So every node knows it, a restart does not end it, and taking the token away
 * does. Who logs out is remembered by this node alone.
 */
final class Sessions {

  static final Duration LENGTH = Duration.ofHours(12);

  /** Name, end in seconds, something random, signature; nothing that a cookie would not hold. */
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
    long end = clock.instant().plus(LENGTH).getEpochSecond();
    String content = token.name() + "." + end + "." + BASE64.encodeToString(unique);
    return content + "." + signature(token, "session", content);
  }

  /** Whose session it is, if it is one. */
  Optional<Caller> read(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      return Optional.empty();
    }
    String content = form.group(1);
    Instant end = Instant.ofEpochSecond(Long.parseLong(form.group(3)));
    @Nullable AccessToken token = tokens.named(form.group(2)).orElse(null);
    if (token == null
        || !isSame(signature(token, "session", content), form.group(4))
        || !clock.instant().isBefore(end)
        || ended.contains(content)) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(
            token.name(), token.role(), Via.SESSION, signature(token, "csrf", content), end));
  }

  /** From now on it is none. */
  void end(String value) {
    Caller caller = read(value).orElse(null);
    if (caller != null && caller.endsAt() != null) {
      String content = value.substring(0, value.lastIndexOf('.'));
      ended.add(content, caller.endsAt(), clock.instant());
    }
  }

  /** Of a user of the server, who has no session here: the same on every node. */
  String csrfTokenOf(String user) {
    return signature(tokens.first(), "csrf of a user of the server", user);
  }

  static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(Hashes.sha256(expected), Hashes.sha256(given));
  }

  /** What it is for is part of the key: a signature for one thing is worth nothing for another. */
  private static String signature(AccessToken token, String purpose, String content) {
    byte[] key = Hashes.hmac(Hashes.sha256(token.value()), "fs-webhook " + purpose);
    return BASE64.encodeToString(Hashes.hmac(key, content));
  }
}

package io.fswebhook.war.access;

import io.fswebhook.war.settings.AccessToken;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a token. Compares hashes, all of them every time, so that neither content nor length of a
 * token nor which one it was shows in the time it takes.
 */
final class KnownTokens {

  private final List<Known> all;

  KnownTokens(List<AccessToken> tokens) {
    this.all =
        tokens.stream().map(token -> new Known(token, Hashes.sha256(token.value()))).toList();
  }

  Optional<AccessToken> find(String presented) {
    byte[] hash = Hashes.sha256(presented);
    @Nullable AccessToken found = null;
    for (Known known : all) {
      found = MessageDigest.isEqual(known.hash, hash) ? known.token : found;
    }
    return Optional.ofNullable(found);
  }

  /** Names are no secret. */
  Optional<AccessToken> named(String name) {
    return all.stream().map(Known::token).filter(token -> token.name().equals(name)).findFirst();
  }

  /** The admin's, which there always is. */
  AccessToken first() {
    return all.get(0).token;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Known(AccessToken token, byte[] hash) {}
}

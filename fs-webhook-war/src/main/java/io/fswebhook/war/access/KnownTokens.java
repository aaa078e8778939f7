package io.fswebhook.war.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.Sha256;
import io.fswebhook.war.settings.AccessToken;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks up tokens in constant time: it always compares the hashes of all tokens, so timing reveals
 * neither content nor length nor which token matched.
 */
final class KnownTokens {

  private volatile List<Known> all;

  KnownTokens(List<AccessToken> tokens) {
    this.all = known(tokens);
  }

  /** Knows these and no others from now on. */
  void replace(List<AccessToken> tokens) {
    all = known(tokens);
  }

  private static List<Known> known(List<AccessToken> tokens) {
    return tokens.stream().map(token -> new Known(token, sha256(token.value()))).toList();
  }

  List<AccessToken> tokens() {
    return all.stream().map(Known::token).toList();
  }

  Optional<AccessToken> find(String presented) {
    byte[] hash = sha256(presented);
    @Nullable AccessToken found = null;
    for (Known known : all) {
      found = MessageDigest.isEqual(known.hash, hash) ? known.token : found;
    }
    return Optional.ofNullable(found);
  }

  /** Names are not secret. */
  Optional<AccessToken> named(String name) {
    return all.stream().map(Known::token).filter(token -> token.name().equals(name)).findFirst();
  }

  /** The admin's token, which always exists. */
  AccessToken first() {
    return all.get(0).token;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Known(AccessToken token, byte[] hash) {}

  static byte[] sha256(String text) {
    return Sha256.of(text.getBytes(UTF_8));
  }
}

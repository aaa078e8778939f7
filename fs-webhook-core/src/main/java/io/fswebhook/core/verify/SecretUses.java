package io.fswebhook.core.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When each signing secret last verified a request, on this node. Outlives a change of the secrets.
 * Thread-safe.
 */
public final class SecretUses {

  /** When one secret was last used. */
  static final class LastUse {

    private volatile @Nullable Instant at;

    void now(Instant time) {
      at = time;
    }
  }

  /** The id is that of {@link SecretFingerprint}. */
  private record Key(@Nullable String organisation, String id) {}

  private final Map<Key, LastUse> uses = new ConcurrentHashMap<>();

  LastUse of(@Nullable String organisation, String secret) {
    return of(new Key(organisation, SecretFingerprint.of(secret)));
  }

  private LastUse of(Key key) {
    return uses.computeIfAbsent(key, unused -> new LastUse());
  }

  /** The general secrets first, then by organisation; in the order of the settings. */
  public List<SigningSecret> all(VerifySettings settings) {
    List<SigningSecret> all = new ArrayList<>();
    settings.secrets().forEach(secret -> all.add(secret(null, secret)));
    new TreeMap<>(settings.orgSecrets())
        .forEach(
            (organisation, secrets) ->
                secrets.forEach(secret -> all.add(secret(organisation, secret))));
    return all;
  }

  private SigningSecret secret(@Nullable String organisation, String secret) {
    Key key = new Key(organisation, SecretFingerprint.of(secret));
    return new SigningSecret(key.id(), organisation, of(key).at);
  }
}

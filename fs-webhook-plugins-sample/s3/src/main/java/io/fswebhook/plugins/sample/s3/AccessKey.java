package io.fswebhook.plugins.sample.s3;

import io.fswebhook.plugins.sample.support.CheckedSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests are signed with.
 *
 * @param id may be shown
 */
record AccessKey(String id, String secret) {

  static final String ID = "access-key-id";
  static final String SECRET = "secret-access-key";

  /** Null if there is none. */
  static @Nullable AccessKey read(CheckedSettings settings) {
    Optional<String> id = settings.text(ID);
    Optional<String> secret = settings.text(SECRET);
    if (id.isEmpty() && secret.isEmpty()) {
      return null;
    }
    return new AccessKey(
        id.orElseThrow(() -> alone(settings, ID, SECRET)),
        secret.orElseThrow(() -> alone(settings, SECRET, ID)));
  }

  private static IllegalArgumentException alone(
      CheckedSettings settings, String missing, String given) {
    return settings.wrong(missing, "is not set, but " + settings.name(given) + " is: set both");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return id;
  }
}

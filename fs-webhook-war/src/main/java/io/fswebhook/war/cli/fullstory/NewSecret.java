package io.fswebhook.war.cli.fullstory;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes signing secrets. */
final class NewSecret {

  private static final int BYTES = 32;

  private NewSecret() {}

  /** As {@code openssl rand -base64 32} does. */
  static String make() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }
}

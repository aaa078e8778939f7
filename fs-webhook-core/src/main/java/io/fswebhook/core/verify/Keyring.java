package io.fswebhook.core.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The secrets, each as a {@link Mac} that is only ever cloned: a clone is cheap, a lock is not. */
final class Keyring {

  private static final String ALGORITHM = "HmacSHA256";

  private final List<Mac> general;
  private final Map<String, List<Mac>> ofOrganisations;

  Keyring(List<String> secrets, Map<String, List<String>> orgSecrets) {
    this.general = prototypes(secrets);
    this.ofOrganisations =
        orgSecrets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> prototypes(entry.getValue())));
  }

  void requireMatch(Signature signature, byte[] body) throws SignatureRejectedException {
    List<Mac> keys = keysOf(signature.orgId());
    if (keys.isEmpty()) {
      throw new SignatureRejectedException(
          RejectionReason.UNKNOWN_ORGANISATION,
          "organisation %1$s has no secret: set fs.webhook.orgs.%1$s.signing-secrets or fs.webhook.signing-secrets"
              .formatted(signature.orgId()));
    }
    if (!matchesAny(keys, signature, body)) {
      throw new SignatureRejectedException(
          RejectionReason.MISMATCH,
          "the signature must match one of the secrets%s, matched none of %d: either the secret is not the endpoint's, or something in between changed the body"
              .formatted(
                  signature.orgId() == null ? "" : " for organisation " + signature.orgId(),
                  keys.size()));
    }
  }

  private List<Mac> keysOf(@Nullable String orgId) {
    return orgId == null ? general : ofOrganisations.getOrDefault(orgId, general);
  }

  /** Tries every key, so that the time taken does not say which one matched. */
  private static boolean matchesAny(List<Mac> keys, Signature signature, byte[] body) {
    boolean matches = false;
    for (Mac key : keys) {
      matches |= MessageDigest.isEqual(hmac(key, signature.suffix(), body), signature.value());
    }
    return matches;
  }

  static byte[] hmac(Mac key, byte[] suffix, byte[] body) {
    Mac mac = copyOf(key);
    mac.update(body);
    mac.update(suffix);
    return mac.doFinal();
  }

  private static Mac copyOf(Mac key) {
    try {
      return (Mac) key.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HmacSHA256 of this JDK cannot be cloned", e);
    }
  }

  private static List<Mac> prototypes(List<String> secrets) {
    return secrets.stream().map(Keyring::prototype).toList();
  }

  static Mac prototype(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256, which every JDK has to have", e);
    }
  }
}

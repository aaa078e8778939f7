package io.fswebhook.core.verify;

import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The secrets, general ones and those of organisations. */
final class Keyring {

  private final List<HmacKey> general;
  private final Map<String, List<HmacKey>> ofOrganisations;

  Keyring(List<String> secrets, Map<String, List<String>> orgSecrets) {
    this.general = keys(secrets);
    this.ofOrganisations =
        orgSecrets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> keys(entry.getValue())));
  }

  void requireMatch(Signature signature, byte[] body) throws SignatureRejectedException {
    List<HmacKey> keys = keysOf(signature.orgId());
    if (keys.isEmpty()) {
      throw new SignatureRejectedException(
          RejectionReason.UNKNOWN_ORGANISATION,
          String.format(
              Locale.ROOT,
              "organisation %1$s has no secret: set fs.webhook.orgs.%1$s.signing-secrets or fs.webhook.signing-secrets",
              signature.orgId()));
    }
    if (!matchesAny(keys, signature, body)) {
      throw new SignatureRejectedException(
          RejectionReason.MISMATCH,
          String.format(
              Locale.ROOT,
              "the signature must match one of the secrets%s, matched none of %d: either the secret is not the endpoint's, or something in between changed the body",
              signature.orgId() == null ? "" : " for organisation " + signature.orgId(),
              keys.size()));
    }
  }

  private List<HmacKey> keysOf(@Nullable String orgId) {
    return orgId == null ? general : ofOrganisations.getOrDefault(orgId, general);
  }

  /** Tries every key, so that the time taken does not say which one matched. */
  private static boolean matchesAny(List<HmacKey> keys, Signature signature, byte[] body) {
    boolean matches = false;
    for (HmacKey key : keys) {
      matches |= MessageDigest.isEqual(key.sign(body, signature.suffix()), signature.value());
    }
    return matches;
  }

  private static List<HmacKey> keys(List<String> secrets) {
    return secrets.stream().map(HmacKey::of).toList();
  }
}

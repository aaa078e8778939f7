package io.fswebhook.core.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How signatures are verified.
 *
 * @param secrets the general secrets, any of which may match; for organisations without their own
 * @param orgSecrets the secrets of single organisations, by their id
 * @param headers the headers that may carry the signature; the first one present is used
 * @param scheme what the header holds
 * @param maxAge the oldest {@code t} that is accepted
 * @param maxSkew how far in the future {@code t} may be
 */
public record VerifySettings(
    List<String> secrets,
    Map<String, List<String>> orgSecrets,
    List<String> headers,
    SignatureScheme scheme,
    Duration maxAge,
    Duration maxSkew) {

  public VerifySettings {
    secrets = List.copyOf(secrets);
    orgSecrets = Map.copyOf(orgSecrets);
    headers = List.copyOf(headers);
  }
}

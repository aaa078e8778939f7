package io.fswebhook.core.verify;

import io.fswebhook.api.testkit.WebhookSigner;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How signatures are verified.
 *
 * @param secrets the general secrets, for organisations without their own; any may match
 * @param orgSecrets the secrets of organisations, by organisation id
 * @param headers the headers that may carry the signature; the first one present is used
 * @param scheme the header's format; body-only schemes use the general secrets only
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

  /** FullStory's header, and its former name. */
  public static final List<String> DEFAULT_HEADERS =
      List.of(WebhookSigner.HEADER, "X-FS-Signature");

  public VerifySettings {
    secrets = List.copyOf(secrets);
    orgSecrets =
        orgSecrets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    headers = List.copyOf(headers);
    checkSecrets(secrets, orgSecrets, scheme);
    require(!headers.isEmpty(), "there must be at least one signature header, was none");
    require(
        headers.stream().noneMatch(String::isBlank), "a signature header must have a name, was ''");
    require(!maxAge.isNegative(), "max-age must be >= 0, was " + maxAge);
    require(!maxSkew.isNegative(), "max-skew must be >= 0, was " + maxSkew);
  }

  private static void checkSecrets(
      List<String> secrets, Map<String, List<String>> orgSecrets, SignatureScheme scheme) {
    require(
        !secrets.isEmpty() || !orgSecrets.isEmpty(),
        "there must be at least one signing secret, was none");
    orgSecrets.forEach(VerifySettings::checkOrganisation);
    require(
        Stream.concat(Stream.of(secrets), orgSecrets.values().stream())
            .flatMap(List::stream)
            .noneMatch(String::isBlank),
        "a signing secret must not be blank, one was");
    require(
        scheme == SignatureScheme.FULLSTORY || !secrets.isEmpty(),
        "scheme "
            + scheme
            + " names no organisation, so there must be a general signing secret, was none");
  }

  private static void checkOrganisation(String orgId, List<String> secrets) {
    require(
        OrganisationId.isValid(orgId),
        "an organisation must be " + OrganisationId.RULE + ", was '" + orgId + "'");
    require(
        !secrets.isEmpty(),
        "organisation " + orgId + " must have at least one signing secret, was none");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Without the secrets, since settings tend to be logged. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "VerifySettings[secrets=%d, orgSecrets of %s, headers=%s, scheme=%s, maxAge=%s, maxSkew=%s]",
        secrets.size(),
        orgSecrets.keySet(),
        headers,
        scheme,
        maxAge,
        maxSkew);
  }
}

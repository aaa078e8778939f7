package io.fswebhook.core.verify;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies the signature over the raw bytes. Thread-safe; never blocks. */
public final class Verifier {

  private final List<String> headers;
  private final SignatureLine line;
  private final SignatureScheme scheme;
  private final Keyring keyring;
  private final TimeWindow window;

  public Verifier(VerifySettings settings) {
    this(settings, new SecretUses());
  }

  /** Notes when each secret was last used. */
  public Verifier(VerifySettings settings, SecretUses uses) {
    this.headers = settings.headers();
    this.line = new SignatureLine(settings.headers());
    this.scheme = settings.scheme();
    this.keyring = new Keyring(settings, uses);
    this.window = new TimeWindow(settings.maxAge(), settings.maxSkew());
  }

  /** Returns the request if its signature is valid. */
  public VerifiedRequest verify(RawRequest request) throws RejectedException {
    Signature signature = scheme.read(line.of(request.headers()));
    Key key = keyring.match(signature, request.body());
    // Last, so that a rejection because of the time implies a genuine signature.
    window.requireWithin(signature.signedAt(), request.receivedAt());
    Origin origin = Origin.of(request, headers);
    if (!origin.test()) {
      key.use().now(request.receivedAt());
    }
    return VerifiedRequest.signed(request, signature, origin);
  }

  /** Whether there is a signature, valid or not. */
  boolean isSigned(RequestHeaders request) {
    return headers.stream().anyMatch(name -> !request.values(name).isEmpty());
  }

  /** A secret, and when it was last used. */
  private record Key(HmacKey hmac, SecretUses.LastUse use) {}

  /** The secrets: general ones, and those of organisations. */
  private static final class Keyring {

    private final List<Key> general;
    private final Map<String, List<Key>> ofOrganisations;

    Keyring(VerifySettings settings, SecretUses uses) {
      this.general = keys(null, settings.secrets(), uses);
      this.ofOrganisations =
          settings.orgSecrets().entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, entry -> keys(entry.getKey(), entry.getValue(), uses)));
    }

    Key match(Signature signature, byte[] body) throws RejectedException {
      List<Key> keys = keysOf(signature.orgId());
      if (keys.isEmpty()) {
        throw new RejectedException(
            RejectionReason.UNKNOWN_ORGANISATION,
            String.format(
                Locale.ROOT,
                "organisation %1$s has no secret: set fs.webhook.orgs.%1$s.signing-secrets or fs.webhook.signing-secrets",
                signature.orgId()));
      }
      Key match = find(keys, signature, body);
      if (match == null) {
        throw RejectedException.mismatch(
            signature.orgId(),
            String.format(
                Locale.ROOT,
                "the signature must match one of the secrets%s, matched none of %d: either the endpoint has a different secret, or a proxy changed the body",
                signature.orgId() == null ? "" : " for organisation " + signature.orgId(),
                keys.size()));
      }
      return match;
    }

    private List<Key> keysOf(@Nullable String orgId) {
      return orgId == null ? general : ofOrganisations.getOrDefault(orgId, general);
    }

    /** Tries every key, so that timing does not reveal which one matched. */
    private static @Nullable Key find(List<Key> keys, Signature signature, byte[] body) {
      @Nullable Key found = null;
      for (Key key : keys) {
        byte[] expected = key.hmac().sign(body, signature.suffix());
        found = MessageDigest.isEqual(expected, signature.value()) ? key : found;
      }
      return found;
    }

    private static List<Key> keys(
        @Nullable String organisation, List<String> secrets, SecretUses uses) {
      return secrets.stream()
          .map(secret -> new Key(HmacKey.of(secret), uses.of(organisation, secret)))
          .toList();
    }
  }

  /** Bounds the age of a signature, and how far it may be in the future. */
  record TimeWindow(Duration maxAge, Duration maxSkew) {

    /** As seconds the year 5138, as milliseconds 1973: no sender means seconds. */
    private static final Instant SURELY_MILLISECONDS = Instant.ofEpochSecond(100_000_000_000L);

    /** Does nothing for a scheme without a time. */
    void requireWithin(@Nullable Instant signedAt, Instant receivedAt) throws RejectedException {
      if (signedAt == null) {
        return;
      }
      Duration age = Duration.between(signedAt, receivedAt);
      if (age.compareTo(maxAge) > 0) {
        throw new RejectedException(
            RejectionReason.TOO_OLD,
            String.format(
                Locale.ROOT, "t is %s old, fs.webhook.signature.max-age is %s", text(age), maxAge));
      }
      Duration skew = age.negated();
      if (skew.compareTo(maxSkew) > 0) {
        throw new RejectedException(RejectionReason.TOO_FAR_IN_FUTURE, future(signedAt, skew));
      }
    }

    private String future(Instant signedAt, Duration skew) {
      if (signedAt.isAfter(SURELY_MILLISECONDS)) {
        return "t looks like milliseconds, must be seconds";
      }
      return String.format(
          Locale.ROOT,
          "t is %s in the future, fs.webhook.signature.max-skew is %s: compare the clocks",
          text(skew),
          maxSkew);
    }

    private static Duration text(Duration duration) {
      return duration.truncatedTo(ChronoUnit.MILLIS);
    }
  }
}

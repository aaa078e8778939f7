package io.fswebhook.core.verify;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the signature header of a stored delivery once more, of which only an excerpt is stored: an
 * HMAC is the same each time. Only what has the excerpt that is stored is the header that came, so
 * there is none once the secret that signed it is not in the settings any more.
 */
public final class RestoreSignature {

  private static final String CUT = "…[";

  private final VerifySettings settings;

  public RestoreSignature(VerifySettings settings) {
    this.settings = settings;
  }

  /**
   * The header's value.
   *
   * @param excerpt what is stored of it
   * @param orgId as it was verified; null if the scheme has none
   * @param signedAt as it was verified; null if the scheme has none
   */
  public Optional<String> of(
      String excerpt, byte[] body, @Nullable String orgId, @Nullable Instant signedAt) {
    String organisation = orgId == null ? "" : orgId;
    Instant time = signedAt == null ? Instant.EPOCH : signedAt;
    return secrets(organisation).stream()
        .map(secret -> settings.scheme().sign(body, secret, organisation, time))
        .flatMap(this::spellings)
        .map(signed -> inTheOrderOf(excerpt, signed))
        .filter(line -> HeaderExcerpt.line(line).equals(excerpt))
        .findFirst();
  }

  /** Senders write hexadecimal digits in either case. */
  private Stream<String> spellings(String signed) {
    return settings.scheme() == SignatureScheme.HMAC_SHA256_HEX
        ? Stream.of(signed, signed.toUpperCase(Locale.ROOT))
        : Stream.of(signed);
  }

  private List<String> secrets(String orgId) {
    return settings.orgSecrets().getOrDefault(orgId, settings.secrets());
  }

  /** The sender chooses the order of the parts. */
  private static String inTheOrderOf(String excerpt, String signed) {
    List<String> parts = List.of(signed.split(",", -1));
    return Arrays.stream(excerpt.split(",", -1))
        .map(part -> part.contains(CUT) ? whole(part, parts) : part)
        .collect(Collectors.joining(","));
  }

  private static String whole(String cut, List<String> parts) {
    String start = cut.substring(0, cut.indexOf(CUT));
    return parts.stream().filter(part -> part.startsWith(start)).findFirst().orElse(cut);
  }
}

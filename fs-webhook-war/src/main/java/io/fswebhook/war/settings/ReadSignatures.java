package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.FLAG;
import static io.fswebhook.war.settings.SettingType.HEADERS;
import static io.fswebhook.war.settings.SettingType.SECRETS;
import static io.fswebhook.war.settings.SettingType.choice;
import static io.fswebhook.war.settings.SettingType.duration;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.verify.OrganisationId;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifySettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How signatures are verified, and what is stored of rejected requests. */
final class ReadSignatures {

  private static final Setting<List<String>> SIGNING_SECRETS =
      optional(
              "signing-secrets",
              SECRETS,
              "The secrets of the endpoint in FullStory. A signature may match any of them, so a secret"
                  + " can be rotated without losing deliveries.")
          .orElse(
              "none: the receiver does not start unless an organization has secrets, or there is a stream");

  private static final Setting<List<String>> SECRETS_OF_ORGANISATION =
      optional(
          "orgs.<orgId>.signing-secrets",
          SECRETS,
          "The secrets of one organization, instead of the general ones. `<orgId>` is "
              + OrganisationId.RULE
              + ".");

  private static final Setting<List<String>> RETIRED_SECRETS =
      optional(
          "retired-signing-secrets",
          SECRETS,
          "Secrets that are no longer valid. A request signed with one is rejected, and its"
              + " explanation says so. Must not contain a secret that is still in use.");

  private static final Setting<List<String>> HEADER_NAMES =
      setting(
          "signature.headers",
          HEADERS,
          String.join(",", VerifySettings.DEFAULT_HEADERS),
          "The headers that may carry the signature; the first one present is used.");

  private static final Setting<SignatureScheme> SCHEME =
      setting(
          "signature.scheme",
          choice("choice", SignatureScheme.bySettingName()),
          SignatureScheme.FULLSTORY.toString(),
          "The format of the signature. `hmac-sha256-hex` and `hmac-sha256-base64`: the HMAC of the body"
              + " only, for a gateway that re-signs requests. They require a general secret.");

  private static final Setting<Duration> MAX_AGE =
      setting(
          "signature.max-age",
          duration("PT1S", "PT87600H"),
          "PT24H",
          "Older signatures, by their time `t`, are rejected.");

  private static final Setting<Duration> MAX_SKEW =
      setting(
          "signature.max-skew",
          duration("PT0S", "PT87600H"),
          "PT5M",
          "Signatures further in the future, by their time `t`, are rejected.");

  private static final Setting<Integer> MAX_REJECTIONS =
      setting(
          "rejections.max",
          wholeNumber(0, 100_000),
          "1000",
          "How many rejected requests are kept for explanations.");

  private static final Setting<Boolean> KEEP_BODY =
      setting(
          "rejections.keep-body",
          FLAG,
          "false",
          "`true`: they are kept with the full signature and the first 16,384 bytes of the body, which may"
              + " come from anyone.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          SIGNING_SECRETS.live(),
          SECRETS_OF_ORGANISATION.live(),
          RETIRED_SECRETS.live(),
          HEADER_NAMES,
          SCHEME,
          MAX_AGE.live(),
          MAX_SKEW.live(),
          MAX_REJECTIONS.live(),
          KEEP_BODY.live());

  private ReadSignatures() {}

  /**
   * How signatures are verified.
   *
   * @param streams if there are any, no secret is needed
   * @param propertiesFile where messages tell the operator to set a secret
   */
  static VerifySettings verify(
      SettingReader reader, Map<String, StreamSettings> streams, Path propertiesFile) {
    List<String> general = reader.find(SIGNING_SECRETS).orElse(List.of());
    Map<String, List<String>> ofOrganisations = ofOrganisations(reader);
    if (general.isEmpty() && ofOrganisations.isEmpty()) {
      if (streams.isEmpty()) {
        throw noSecret(propertiesFile);
      }
      ReadStreams.requireSecrets(streams, reader);
      general = List.of(unknownToAll());
    }
    return new VerifySettings(
        general,
        ofOrganisations,
        reader.get(HEADER_NAMES),
        scheme(reader, !general.isEmpty()),
        reader.get(MAX_AGE),
        reader.get(MAX_SKEW));
  }

  private static SignatureScheme scheme(SettingReader reader, boolean hasGeneralSecret) {
    SignatureScheme scheme = reader.get(SCHEME);
    if (scheme != SignatureScheme.FULLSTORY && !hasGeneralSecret) {
      throw SCHEME.refused(
          "must be fullstory unless "
              + SIGNING_SECRETS.name()
              + " is set, since the header of any other names no organisation",
          reader.text(SCHEME.name()).orElse(""));
    }
    return scheme;
  }

  private static Map<String, List<String>> ofOrganisations(SettingReader reader) {
    Map<String, List<String>> found = new TreeMap<>();
    for (String organisation : reader.chosen(SECRETS_OF_ORGANISATION)) {
      Setting<List<String>> own = SECRETS_OF_ORGANISATION.at(organisation);
      if (!OrganisationId.isValid(organisation)) {
        throw new StartException(
            own.name() + " can never match: an organisation's id is " + OrganisationId.RULE);
      }
      reader.find(own).ifPresent(secrets -> found.put(organisation, secrets));
    }
    return found;
  }

  /** {@code verify}: says which secrets are still accepted. */
  static RejectionSettings rejections(SettingReader reader, VerifySettings verify) {
    List<String> retired = reader.find(RETIRED_SECRETS).orElse(List.of());
    boolean isAccepted =
        Stream.concat(Stream.of(verify.secrets()), verify.orgSecrets().values().stream())
            .flatMap(List::stream)
            .anyMatch(retired::contains);
    if (isAccepted) {
      throw RETIRED_SECRETS.refused(
          "contains a secret that is still accepted, because it is also set as a signing secret: remove it from one of the two",
          "");
    }
    return new RejectionSettings(reader.get(MAX_REJECTIONS), reader.get(KEEP_BODY), retired);
  }

  /** With streams only: signs the receiver's own tests, and rejects everybody else's webhooks. */
  private static String unknownToAll() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static StartException noSecret(Path propertiesFile) {
    String name = SIGNING_SECRETS.name();
    return new StartException(
        "no signing secret is set, so no delivery could be verified: set "
            + name
            + " to the secret of the endpoint, in "
            + propertiesFile
            + ", as the system property -D"
            + name
            + "=…, as FS_WEBHOOK_SIGNING_SECRETS in the environment, or in a file that "
            + SIGNING_SECRETS.fileName()
            + " names; to try the receiver without one, run: java -jar fs-webhook.war demo");
  }
}

package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.verify.OrganisationId;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how signatures are verified. */
final class ReadVerifySettings {

  static final String SECRETS = "fs.webhook.signing-secrets";
  private static final String SCHEME = "fs.webhook.signature.scheme";
  private static final String ORGANISATIONS = "fs.webhook.orgs.";
  private static final String OWN_SECRETS = ".signing-secrets";

  /** In the environment the organisation's id stands in its own case. */
  private static final Pattern ORGANISATION =
      Pattern.compile(
          "(?:fs\\.webhook\\.orgs\\.(.+)\\.signing-secrets(?:-file)?"
              + "|FS_WEBHOOK_ORGS_(.+?)_SIGNING_SECRETS(?:_FILE)?)");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final SettingReader settings;
  private final SecretReader secrets;
  private final HomeFolder home;

  ReadVerifySettings(SettingReader settings, SecretReader secrets, HomeFolder home) {
    this.settings = settings;
    this.secrets = secrets;
    this.home = home;
  }

  VerifySettings read() {
    List<String> general = secrets.secrets(SECRETS);
    Map<String, List<String>> ofOrganisations = ofOrganisations();
    if (general.isEmpty() && ofOrganisations.isEmpty()) {
      throw noSecret();
    }
    return new VerifySettings(
        general,
        ofOrganisations,
        headers(),
        scheme(general),
        settings.duration(
            "fs.webhook.signature.max-age",
            Duration.ofHours(24),
            Duration.ofSeconds(1),
            Limits.LONGEST),
        settings.duration(
            "fs.webhook.signature.max-skew", Duration.ofMinutes(5), Duration.ZERO, Limits.LONGEST));
  }

  private SignatureScheme scheme(List<String> general) {
    SignatureScheme scheme = settings.oneOf(SCHEME, SignatureScheme.bySettingName(), "fullstory");
    if (scheme != SignatureScheme.FULLSTORY && general.isEmpty()) {
      throw SettingReader.wrong(
          SCHEME,
          "must be fullstory unless "
              + SECRETS
              + " is set, since the header of any other names no organisation",
          settings.text(SCHEME).orElse(""));
    }
    return scheme;
  }

  private Map<String, List<String>> ofOrganisations() {
    Map<String, List<String>> found = new TreeMap<>();
    for (String organisation : organisations()) {
      String name = ORGANISATIONS + organisation + OWN_SECRETS;
      if (!OrganisationId.isValid(organisation)) {
        throw new StartException(
            name + " can never match: an organisation's id is " + OrganisationId.RULE);
      }
      List<String> own = secrets.secrets(name);
      if (!own.isEmpty()) {
        found.put(organisation, own);
      }
    }
    return found;
  }

  private Set<String> organisations() {
    Set<String> organisations = new TreeSet<>();
    for (String name : settings.names()) {
      Matcher matcher = ORGANISATION.matcher(name);
      if (matcher.matches()) {
        String dotted = matcher.group(1);
        organisations.add(dotted != null ? dotted : matcher.group(2));
      }
    }
    return organisations;
  }

  private List<String> headers() {
    String name = "fs.webhook.signature.headers";
    List<String> headers = settings.list(name, String.join(",", VerifySettings.DEFAULT_HEADERS));
    for (String header : headers) {
      if (!HEADER.matcher(header).matches()) {
        throw SettingReader.wrong(name, "must be names of HTTP headers", header);
      }
    }
    return headers;
  }

  private StartException noSecret() {
    return new StartException(
        "no signing secret is set, so no delivery could be believed: set "
            + SECRETS
            + " to the secret of the endpoint, in "
            + home.propertiesFile()
            + ", as the system property -D"
            + SECRETS
            + "=…, as FS_WEBHOOK_SIGNING_SECRETS in the environment, or in a file that "
            + SECRETS
            + SecretReader.FILE_SUFFIX
            + " names; to try the receiver without one, run: java -jar fs-webhook.war demo");
  }
}

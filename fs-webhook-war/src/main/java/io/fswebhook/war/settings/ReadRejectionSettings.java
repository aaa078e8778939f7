package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.verify.VerifySettings;
import java.util.List;
import java.util.stream.Stream;

/** Reads what is kept of rejected requests. */
final class ReadRejectionSettings {

  private static final String RETIRED = "fs.webhook.retired-signing-secrets";
  private static final int MOST = 100_000;

  private final SettingReader settings;
  private final SecretReader secrets;

  ReadRejectionSettings(SettingReader settings, SecretReader secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** {@code verify}: says which secrets are still accepted. */
  RejectionSettings read(VerifySettings verify) {
    RejectionSettings usual = RejectionSettings.DEFAULT;
    return new RejectionSettings(
        settings.wholeNumber("fs.webhook.rejections.max", usual.most(), 0, MOST),
        settings.flag("fs.webhook.rejections.keep-body", usual.keepBody()),
        retired(verify));
  }

  private List<String> retired(VerifySettings verify) {
    List<String> retired = secrets.secrets(RETIRED);
    boolean isAccepted =
        Stream.concat(Stream.of(verify.secrets()), verify.orgSecrets().values().stream())
            .flatMap(List::stream)
            .anyMatch(retired::contains);
    if (isAccepted) {
      throw new StartException(
          RETIRED
              + " holds a secret that is still accepted, since it is set as a signing secret too: keep it in"
              + " one of the two (value not shown)");
    }
    return retired;
  }
}

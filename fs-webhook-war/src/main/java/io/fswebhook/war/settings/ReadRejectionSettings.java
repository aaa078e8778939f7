package io.fswebhook.war.settings;

import io.fswebhook.core.reject.RejectionSettings;

/** Reads what is kept of rejected requests. */
final class ReadRejectionSettings {

  private static final int MOST = 100_000;

  private final SettingReader settings;
  private final SecretReader secrets;

  ReadRejectionSettings(SettingReader settings, SecretReader secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  RejectionSettings read() {
    RejectionSettings usual = RejectionSettings.DEFAULT;
    return new RejectionSettings(
        settings.wholeNumber("fs.webhook.rejections.max", usual.most(), 0, MOST),
        settings.flag("fs.webhook.rejections.keep-body", usual.keepBody()),
        secrets.secrets("fs.webhook.retired-signing-secrets"));
  }
}

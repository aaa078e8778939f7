package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the standalone server's front. */
final class ReadHttpSettings {

  private static final String KEYSTORE = "fs.webhook.http.tls.keystore";

  private final SettingReader settings;
  private final SecretReader secrets;

  ReadHttpSettings(SettingReader settings, SecretReader secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  HttpSettings read() {
    return new HttpSettings(
        settings.text("fs.webhook.http.host").orElse("127.0.0.1"),
        settings.wholeNumber("fs.webhook.http.port", 8080, 0, 65535),
        keystore().orElse(null),
        secrets.secret("fs.webhook.http.tls.password").orElse(null));
  }

  private Optional<Path> keystore() {
    Optional<Path> keystore = settings.path(KEYSTORE);
    keystore
        .filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
        .ifPresent(
            file -> {
              throw new StartException(
                  KEYSTORE + " must be a PKCS #12 file that can be read, was \"" + file + "\"");
            });
    return keystore;
  }
}

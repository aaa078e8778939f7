package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads settings that are secret: from the setting itself or from the file that {@code
 * <setting>-file} names. No message holds a value.
 */
final class SecretReader {

  static final String FILE_SUFFIX = "-file";

  private final SettingReader settings;

  SecretReader(SettingReader settings) {
    this.settings = settings;
  }

  /** One secret, white space at its ends included. */
  Optional<String> secret(String name) {
    return raw(name).map(secret -> SecretText.checked(name, secret));
  }

  private Optional<String> raw(String name) {
    String fileName = name + FILE_SUFFIX;
    Optional<String> direct = settings.verbatim(name);
    Optional<Path> file = settings.path(fileName);
    if (direct.isPresent() && (file.isEmpty() || settings.isOverridden(name))) {
      return direct;
    }
    if (direct.isPresent()) {
      throw new StartException(name + " and " + fileName + " are both set: keep one of them");
    }
    return file.map(f -> SecretText.ofFile(fileName, f));
  }

  /** Secrets separated by commas; white space around each is dropped. */
  List<String> secrets(String name) {
    List<String> secrets = raw(name).map(SettingReader::split).orElse(List.of());
    if (secrets.contains("")) {
      throw new StartException(
          name + " must be secrets separated by commas, none of them empty (value not shown)");
    }
    for (int i = 0; i < secrets.size(); i++) {
      SecretText.checked(
          secrets.size() == 1 ? name : "secret " + (i + 1) + " of " + name, secrets.get(i));
    }
    return secrets;
  }
}

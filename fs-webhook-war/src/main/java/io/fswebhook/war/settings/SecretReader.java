package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
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
    String fileName = name + FILE_SUFFIX;
    Optional<String> direct = settings.verbatim(name);
    Optional<Path> file = settings.path(fileName);
    if (direct.isPresent() && (file.isEmpty() || settings.isOverridden(name))) {
      return direct;
    }
    if (direct.isPresent()) {
      throw new StartException(name + " and " + fileName + " are both set: keep one of them");
    }
    return file.map(f -> content(fileName, f));
  }

  /** Secrets separated by commas; white space around each is dropped. */
  List<String> secrets(String name) {
    List<String> secrets = secret(name).map(SettingReader::split).orElse(List.of());
    if (secrets.contains("")) {
      throw new StartException(
          name + " must be secrets separated by commas, none of them empty (value not shown)");
    }
    return secrets;
  }

  /** What a file of one line holds, without the line's end. */
  static String content(String name, Path file) {
    String content = read(name, file).replaceFirst("\\r?\\n\\z", "");
    if (content.isBlank()) {
      throw new StartException(name + " names " + file + ", which is empty: it must hold a secret");
    }
    if (content.indexOf('\n') >= 0 || content.indexOf('\r') >= 0) {
      throw new StartException(name + " names " + file + ", which must hold a single line");
    }
    return content;
  }

  private static String read(String name, Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new StartException(name + " names " + file + ", which is not UTF-8", e);
    } catch (IOException e) {
      throw new StartException(
          name + " names " + file + ", which cannot be read (" + Reasons.of(e) + ")", e);
    }
  }
}

package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/** The token of the API: set, or made at the first start and kept in the home. */
final class AdminToken {

  static final Setting<String> SETTING =
      optional(
              "admin.token",
              SettingType.BEARER_TOKEN,
              "The token `admin`, an operator's: for the API, the console and `/metrics`. Several nodes"
                  + " need the same.")
          .orElse("made at the first start, in `<home>/admin-token` with mode 0600");

  private AdminToken() {}

  static String read(SettingReader reader, Path home) {
    return reader.find(SETTING).orElseGet(() -> kept(home.resolve("admin-token")));
  }

  private static String kept(Path file) {
    if (Files.notExists(file)) {
      make(file);
    }
    return SettingType.BEARER_TOKEN.parse(file.toString(), content(file));
  }

  private static String content(Path file) {
    try {
      String content = TextFile.read("the admin token in " + file, file).strip();
      if (!content.isEmpty()) {
        return content;
      }
    } catch (IOException e) {
      throw new StartException(
          "the admin token in "
              + file
              + " cannot be read ("
              + Reasons.of(e)
              + "): give the user that runs the receiver access, or set "
              + SETTING.name(),
          e);
    }
    throw new StartException(
        "the admin token in "
            + file
            + " is empty: delete the file for a new one, or set "
            + SETTING.name());
  }

  /** Written under another name first, so that a file of the right name is always whole. */
  private static void make(Path file) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path temporary =
          Files.createTempFile(folder, "admin-token", ".new", HomeFolder.ownerOnly("rw-------"));
      Files.writeString(temporary, token + "\n");
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException(
          "the admin token cannot be written to " + file + " (" + Reasons.of(e) + ")", e);
    }
  }
}

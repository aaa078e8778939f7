package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.verify.SecretFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The secret that a rotation removes, until the rotation is over, so that it can be undone until
 * then.
 *
 * @param file readable by its owner only
 */
record RemovedSecret(Path file) {

  static RemovedSecret beside(Path stateFile) {
    return new RemovedSecret(stateFile.resolveSibling(stateFile.getFileName() + ".removed"));
  }

  void keep(String secret) throws IOException {
    ReplaceFile.with(secret + "\n", file);
  }

  /** Empty if it is another one, or none. */
  Optional<String> find(String id) throws IOException {
    try {
      return Optional.of(Files.readString(file).strip())
          .filter(secret -> SecretFingerprint.of(secret).equals(id));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + Reasons.of(e), e);
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }
}
